# SPDX-License-Identifier: GPL-3.0-or-later
"""The same in Chinese."""

import test_pages  # noqa: F401  # its cases are run
