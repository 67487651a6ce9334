// SPDX-License-Identifier: GPL-3.0-or-later
//
// libFuzzer's way into the reader of .pth files and of what can be a VGG in them: any bytes end in tensors or an Error.
// Each input is tried as a file, and as the pickle of an archive, which checksums would keep the fuzzer out of.
#include "core/error.h"
#include "core/import/pickle.h"
#include "core/import/pth.h"
#include "core/import/state-dict.h"
#include "tests/fuzz/memory-file.h"

#include <cstddef>
#include <cstdint>
#include <string_view>

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const nst::test::MemoryFile file(data, size);
  try {
    nst::read_pth(file.path(), [](c10::IntArrayRef shape) { return shape.size() != 2; });
  } catch (const nst::Error&) {
  }
  try {
    nst::state_dict_from(nst::parse_pickle({reinterpret_cast<const char*>(data), size}));
  } catch (const nst::Error&) {
  }
  return 0;
}
