"""`python -m profile_api`: what people do to the directory by hand."""

import sys

from profile_api.commands import main

sys.exit(main())
