// SPDX-License-Identifier: GPL-3.0-or-later
//
// write_random_generator() and its like for tests that are scripts: make-random-generator FILE [dcgan|grid|upscaler].
#include "tests/support/random-generator.h"

#include <string_view>

int main(int argc, char** argv) {
  if (argc < 2 || argc > 3) {
    return 2;
  }
  const std::string_view kind = argc == 3 ? argv[2] : "dcgan";
  if (kind == "dcgan") {
    nst::test::write_random_generator(argv[1]);
  } else if (kind == "grid") {
    nst::test::write_random_grid_generator(argv[1]);
  } else if (kind == "upscaler") {
    nst::test::write_random_upscaler(argv[1]);
  } else {
    return 2;
  }
}
