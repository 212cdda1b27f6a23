"""`python -m governance`: the moderator's command."""

import sys

from governance.moderation import main

sys.exit(main())
