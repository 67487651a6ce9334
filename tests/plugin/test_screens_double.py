# SPDX-License-Identifier: GPL-3.0-or-later
"""The same at double scale, in GIMP's light theme."""

import test_screens  # noqa: F401  # its cases are run
