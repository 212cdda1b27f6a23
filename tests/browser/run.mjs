// The browser tests: BASE_URL names the system under test, an argument narrows to the tests whose name contains it.
import './accessibility.mjs';
import './journeys.mjs';
import './safety.mjs';
import { runAll } from './harness.mjs';

process.exitCode = await runAll(process.argv[2]);
