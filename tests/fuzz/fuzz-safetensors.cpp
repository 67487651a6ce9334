// SPDX-License-Identifier: GPL-3.0-or-later
//
// libFuzzer's way into the reader of safetensors files: any bytes end in tensors or an Error.
#include "core/error.h"
#include "core/safetensors.h"
#include "tests/fuzz/memory-file.h"

#include <cstddef>
#include <cstdint>

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const nst::test::MemoryFile file(data, size);
  try {
    nst::read_safetensors(file.path());
  } catch (const nst::Error&) {
  }
  return 0;
}
