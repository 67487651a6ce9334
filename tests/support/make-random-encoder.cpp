// SPDX-License-Identifier: GPL-3.0-or-later
//
// write_random_encoder() for tests that are scripts: make-random-encoder FILE [SLIM]; with SLIM it has the
// widths of the slim encoder.
#include "tests/support/random-encoder.h"

int main(int argc, char** argv) {
  if (argc < 2 || argc > 3) {
    return 2;
  }
  if (argc == 3) {
    nst::test::write_random_encoder(argv[1], {16, 32, 64, 128, 128});
  } else {
    nst::test::write_random_encoder(argv[1]);
  }
}
