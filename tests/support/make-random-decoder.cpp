// SPDX-License-Identifier: GPL-3.0-or-later
//
// write_random_decoder() for tests that are scripts: make-random-decoder FILE.
#include "tests/support/random-decoder.h"

int main(int argc, char** argv) {
  if (argc != 2) {
    return 2;
  }
  nst::test::write_random_decoder(argv[1]);
}
