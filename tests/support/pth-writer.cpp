// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/pth-writer.h"

#include <zip.h>

#include <cstring>
#include <functional>
#include <list>
#include <numeric>
#include <stdexcept>

namespace nst::test {
namespace {

std::string little_endian(std::uint64_t value, std::size_t bytes) {
  std::string text(bytes, '\0');
  std::memcpy(text.data(), &value, bytes);
  return text;
}

std::string number(int value) { return "J" + little_endian(static_cast<std::uint32_t>(value), 4); }

std::string numbers(const std::vector<int>& values) {
  std::string text = "(";
  for (const int value : values) {
    text += number(value);
  }
  return text + "t";
}

int elements(const PthTensor& tensor) {
  // The product of a shape that lies may be more than any number; then `elements` says what there is.
  return tensor.elements >= 0 ? tensor.elements
                              : std::accumulate(tensor.shape.begin(), tensor.shape.end(), 1, std::multiplies<>());
}

std::vector<int> strides(const PthTensor& tensor) {
  if (!tensor.strides.empty()) {
    return tensor.strides;
  }
  std::vector<int> result(tensor.shape.size(), 1);
  for (std::size_t i = tensor.shape.size(); i-- > 1;) {
    result[i - 1] = result[i] * tensor.shape[i];
  }
  return result;
}

std::string storage_bytes(const PthTensor& tensor) {
  std::vector<float> values(static_cast<std::size_t>(elements(tensor)));
  std::iota(values.begin(), values.end(), 0.0F);
  return {reinterpret_cast<const char*>(values.data()), values.size() * sizeof(float)};
}

std::string pickled_tensor(const PthTensor& tensor, std::size_t key) {
  return "c" + tensor.function + "\n((" + pickled("storage") + "c" + tensor.type + "\n" + pickled(std::to_string(key)) +
         pickled("cpu") + number(elements(tensor)) + "tQ" + number(tensor.offset) + numbers(tensor.shape) +
         numbers(strides(tensor)) + "\x89}tR";
}

}  // namespace

std::string pickled(const std::string& text) { return "X" + little_endian(text.size(), 4) + text; }

std::string pth_pickle(const std::vector<PthTensor>& tensors) {
  std::string text =
      "\x80\x02"
      "ccollections\nOrderedDict\n)R(";
  for (std::size_t i = 0; i < tensors.size(); ++i) {
    text += pickled(tensors[i].name) + pickled_tensor(tensors[i], i);
  }
  return text + "u.";
}

std::string legacy_pth(const std::vector<PthTensor>& tensors) {
  std::string file("\x80\x02\x8a\x0a\x6c\xfc\x9c\x46\xf9\x20\x6a\xa8\x50\x19.", 15);
  file += "\x80\x02M\xe9\x03.";
  file += "\x80\x02}" + pickled("little_endian") + "\x88s.";
  file += pth_pickle(tensors);
  file += "\x80\x02](";
  for (std::size_t i = 0; i < tensors.size(); ++i) {
    file += pickled(std::to_string(i));
  }
  file += "e.";
  for (const PthTensor& tensor : tensors) {
    const std::string bytes = storage_bytes(tensor);
    file += little_endian(bytes.size() / sizeof(float), sizeof(std::uint64_t)) + bytes;
  }
  return file;
}

void write_archive_pth(const std::filesystem::path& path, const std::vector<PthTensor>& tensors,
                       const std::string& pickle, const std::string& byteorder, bool compressed) {
  zip_t* archive = zip_open(path.c_str(), ZIP_CREATE | ZIP_TRUNCATE, nullptr);
  std::list<std::string> contents;  // libzip reads them when it closes the archive
  const auto add = [&](const std::string& name, std::string content) {
    contents.push_back(std::move(content));
    zip_source_t* source = zip_source_buffer(archive, contents.back().data(), contents.back().size(), 0);
    const zip_int64_t index = zip_file_add(archive, ("archive/" + name).c_str(), source, 0);
    zip_set_file_compression(archive, static_cast<zip_uint64_t>(index), compressed ? ZIP_CM_DEFLATE : ZIP_CM_STORE, 0);
  };
  add("data.pkl", pickle.empty() ? pth_pickle(tensors) : pickle);
  add("byteorder", byteorder);
  for (std::size_t i = 0; i < tensors.size(); ++i) {
    add("data/" + std::to_string(i), storage_bytes(tensors[i]));
  }
  if (zip_close(archive) != 0) {
    throw std::runtime_error("cannot write " + path.string());
  }
}

}  // namespace nst::test
