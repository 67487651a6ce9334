# SPDX-License-Identifier: GPL-3.0-or-later
"""The same in German, whose words are longer and whose keys are others."""

import test_pages  # noqa: F401  # its cases are run
