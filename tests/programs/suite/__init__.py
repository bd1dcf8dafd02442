# SPDX-License-Identifier: GPL-2.0-or-later
"""The parts of `run`: read a case, prepare it, run its two sides, compare them."""
