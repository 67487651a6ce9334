// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/import/pth.h"

#include "core/error.h"
#include "core/i18n.h"
#include "core/import/pickle.h"
#include "core/import/state-dict.h"
#include "core/import/zip-archive.h"

#include <ATen/Functions.h>

#include <algorithm>
#include <fstream>
#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <system_error>
#include <utility>
#include <vector>

namespace nst {
namespace {

namespace fs = std::filesystem;

// The older form begins with this pickle: protocol 2, the number 0x1950a86a20f9469cfc6c, end.
constexpr std::string_view legacy_start("\x80\x02\x8a\x0a\x6c\xfc\x9c\x46\xf9\x20\x6a\xa8\x50\x19.", 15);
constexpr std::int64_t legacy_version = 1001;

/// What both forms come down to: a dict of tensors, and a way to the bytes of each storage.
struct Source {
  StateDict dict;
  std::function<void(const std::string& key, std::span<std::byte> bytes)> read;
};

std::uint64_t bytes_of(const StorageInfo& info) {
  std::uint64_t bytes = 0;
  if (__builtin_mul_overflow(static_cast<std::uint64_t>(info.elements), c10::elementSize(info.type), &bytes)) {
    throw Error(tr("a tensor lies outside its numbers"));
  }
  return bytes;
}

[[noreturn]] void truncated() { throw Error(tr("it is truncated")); }

Source open_archive(const fs::path& path) {
  const auto archive = std::make_shared<ZipArchive>(path);
  const std::string folder = archive->folder_of("data.pkl");
  const auto text = [&](const std::string& file) {
    std::string bytes(std::min<std::uint64_t>(archive->size(file), max_pickle_bytes + 1), '\0');
    if (bytes.size() > max_pickle_bytes) {
      throw Error(tr("its pickle is cut off or longer than it may be"));
    }
    archive->read(file, std::as_writable_bytes(std::span(bytes)));
    return bytes;
  };
  if (const std::string order = folder + "byteorder"; archive->contains(order) && text(order) != "little") {
    throw Error(tr("its numbers are in the byte order of another kind of computer"));
  }
  StateDict dict = state_dict_from(parse_pickle(text(folder + "data.pkl")));
  const std::string data = folder + "data/";
  for (const auto& [key, info] : dict.storages) {
    if (archive->size(data + key) != bytes_of(info)) {
      throw Error(tr("a tensor lies outside its numbers"));
    }
  }
  return {std::move(dict),
          [archive, data](const std::string& key, std::span<std::byte> bytes) { archive->read(data + key, bytes); }};
}

/// {"protocol_version": 1001, "little_endian": True, "type_sizes": …}
void check_system(const Pickle& pickle) {
  const auto* info = pickle.as<PickleDict>(pickle.root);
  for (const auto& [key, value] : info != nullptr ? info->entries : decltype(info->entries)()) {
    const auto* name = pickle.as<std::string>(key);
    const auto* little = pickle.as<bool>(value);
    if (name != nullptr && *name == "little_endian" && little != nullptr && *little) {
      return;
    }
  }
  throw Error(tr("its numbers are in the byte order of another kind of computer"));
}

/// Where each storage's bytes begin: they lie one after the other from `position` on, each behind its length, in the
/// order of `keys`.
std::map<std::string, std::uint64_t> find_storages(std::istream& stream, std::uint64_t position,
                                                   std::uint64_t file_bytes, const std::vector<std::string>& keys,
                                                   const std::map<std::string, StorageInfo>& storages) {
  std::map<std::string, std::uint64_t> places;
  for (const std::string& key : keys) {
    const auto info = storages.find(key);
    std::int64_t elements = 0;
    stream.seekg(static_cast<std::streamoff>(position));
    if (!stream.read(reinterpret_cast<char*>(&elements), sizeof elements)) {
      truncated();
    }
    position += sizeof elements;
    if (info == storages.end() || info->second.elements != elements || !places.emplace(key, position).second) {
      throw Error(tr("a tensor lies outside its numbers"));
    }
    if (bytes_of(info->second) > file_bytes - position) {
      truncated();
    }
    position += bytes_of(info->second);
  }
  if (places.size() != storages.size()) {
    truncated();
  }
  return places;
}

Source open_legacy(const fs::path& path) {
  const auto stream = std::make_shared<std::ifstream>(path, std::ios::binary);
  const std::uint64_t file_bytes = fs::file_size(path);
  constexpr std::size_t pickles = 4;
  std::string start(std::min<std::uint64_t>(file_bytes, pickles * max_pickle_bytes), '\0');
  if (!stream->read(start.data(), static_cast<std::streamsize>(start.size()))) {
    truncated();
  }
  std::size_t position = legacy_start.size();
  const auto next = [&] {
    Pickle pickle = parse_pickle(std::string_view(start).substr(position));
    position += pickle.bytes;
    return pickle;
  };
  const Pickle version = next();
  if (const auto* number = version.as<std::int64_t>(version.root); number == nullptr || *number != legacy_version) {
    throw Error(tr("it is of another version of PyTorch's older form"));
  }
  check_system(next());
  StateDict dict = state_dict_from(next());
  const std::vector<std::string> keys = texts_from(next());
  auto places = find_storages(*stream, position, file_bytes, keys, dict.storages);
  return {std::move(dict), [stream, places = std::move(places)](const std::string& key, std::span<std::byte> bytes) {
            stream->seekg(static_cast<std::streamoff>(places.at(key)));
            if (!stream->read(reinterpret_cast<char*>(bytes.data()), static_cast<std::streamsize>(bytes.size()))) {
              truncated();
            }
          }};
}

Source open(const fs::path& path) {
  std::ifstream stream(path, std::ios::binary);
  std::string start(legacy_start.size(), '\0');
  stream.read(start.data(), static_cast<std::streamsize>(start.size()));
  if (start.starts_with("PK")) {
    return open_archive(path);
  }
  if (start == legacy_start) {
    return open_legacy(path);
  }
  throw Error(tr("it was not written by torch.save"));
}

at::Tensor without_numbers(const StoredTensor& tensor, at::ScalarType type) {
  return at::empty(tensor.shape, at::TensorOptions().dtype(type).device(at::kMeta));
}

/// Reads each storage once, and copies the tensors out of it. No more is copied than the storages hold, however often
/// the tensors lie over each other.
std::map<std::string, at::Tensor> read_tensors(const Source& source, const Wanted& wanted) {
  std::map<std::string, at::Tensor> result;
  std::map<std::string, std::vector<std::string>> wanted_of;  // names by storage
  for (const auto& [name, tensor] : source.dict.tensors) {
    result[name] = without_numbers(tensor, source.dict.storages.at(tensor.storage).type);
    if (wanted(tensor.shape)) {
      wanted_of[tensor.storage].push_back(name);
    }
  }
  for (const auto& [key, names] : wanted_of) {
    const StorageInfo& info = source.dict.storages.at(key);
    const at::Tensor storage = at::empty({info.elements}, at::TensorOptions().dtype(info.type));
    source.read(key, std::span(static_cast<std::byte*>(storage.data_ptr()), storage.nbytes()));
    std::int64_t copied = 0;
    for (const std::string& name : names) {
      const StoredTensor& tensor = source.dict.tensors.at(name);
      at::Tensor& place = result.at(name);
      copied += place.numel();
      if (copied > info.elements) {
        throw Error(tr("its tensors lie over each other"));
      }
      place = place.numel() == 0
                  ? at::empty(tensor.shape, storage.options())
                  : storage.as_strided(tensor.shape, tensor.strides, tensor.offset).clone(at::MemoryFormat::Contiguous);
    }
  }
  return result;
}

}  // namespace

TensorFile read_pth(const fs::path& path, const Wanted& wanted) {
  try {
    return {.metadata = {}, .tensors = read_tensors(open(path), wanted)};
  } catch (const fs::filesystem_error&) {
    throw Error(tr("The weights file “{}” cannot be opened, or is empty. Choose another file.", path.string()));
  } catch (const Error& error) {
    throw Error(tr("The weights file “{}” cannot be used: {}. Get it again from a trusted source, or choose another.",
                   path.string(), std::string(error.what())));
  }
}

}  // namespace nst
