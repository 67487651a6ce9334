# SPDX-License-Identifier: GPL-3.0-or-later
"""The same in Japanese."""

import test_screens  # noqa: F401  # its cases are run
