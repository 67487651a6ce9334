// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/import/state-dict.h"

#include "core/error.h"
#include "core/i18n.h"

#include <algorithm>
#include <array>
#include <limits>
#include <optional>
#include <ranges>
#include <string_view>
#include <utility>

namespace nst {
namespace {

constexpr std::size_t max_dimensions = 8;
constexpr std::size_t max_tensors = 8192;
constexpr std::string_view parallel_prefix = "module.";  // what DataParallel puts before every name

struct StorageType {
  std::string_view name;
  at::ScalarType type;
};
constexpr std::array storage_types{
    StorageType{"torch.FloatStorage", at::kFloat},       StorageType{"torch.HalfStorage", at::kHalf},
    StorageType{"torch.BFloat16Storage", at::kBFloat16}, StorageType{"torch.DoubleStorage", at::kDouble},
    StorageType{"torch.LongStorage", at::kLong},         StorageType{"torch.IntStorage", at::kInt},
};

constexpr std::string_view rebuild_old = "torch._utils._rebuild_tensor";  // until PyTorch 0.3
constexpr std::string_view rebuild = "torch._utils._rebuild_tensor_v2";
constexpr std::string_view rebuild_parameter = "torch._utils._rebuild_parameter";
constexpr std::string_view parameter = "torch.nn.parameter.Parameter";  // until PyTorch 0.3
constexpr std::string_view ordered_dict = "collections.OrderedDict";
constexpr std::array known_calls{rebuild_old, rebuild, rebuild_parameter, parameter, ordered_dict};

const StorageType* find_storage_type(std::string_view name) {
  const auto found = std::ranges::find(storage_types, name, &StorageType::name);
  return found == storage_types.end() ? nullptr : &*found;
}

[[noreturn]] void malformed() { throw Error(tr("its pickle does not describe tensors as PyTorch does")); }

class Reader {
 public:
  explicit Reader(const Pickle& pickle) : pickle_(pickle) {}

  StateDict read() {
    require_known_globals();
    for (PickleId id = 0; id < pickle_.nodes.size(); ++id) {
      if (const auto* persistent = pickle_.as<PicklePersistent>(id)) {
        add_storage(*persistent);
      }
    }
    add_tensors(tensor_dict());
    if (result_.tensors.empty()) {
      throw Error(tr("it holds no tensors by name"));
    }
    return std::move(result_);
  }

 private:
  /// A file that asks for any other function is refused as a whole, even if what it asks for is not needed.
  void require_known_globals() const {
    for (const PickleNode& node : pickle_.nodes) {
      const auto* global = std::get_if<PickleGlobal>(&node);
      if (global != nullptr && find_storage_type(global->name) == nullptr &&
          std::ranges::find(known_calls, global->name) == known_calls.end()) {
        throw Error(tr("its pickle asks for “{}”, which weights have no need of", global->name));
      }
    }
  }

  template <typename Type>
  const Type& need(PickleId id) const {
    const Type* value = pickle_.as<Type>(id);
    if (value == nullptr) {
      malformed();
    }
    return *value;
  }
  const std::vector<PickleId>& tuple(PickleId id, std::size_t least) const {
    const auto& items = need<PickleTuple>(id).items;
    if (items.size() < least) {
      malformed();
    }
    return items;
  }
  std::vector<std::int64_t> numbers(PickleId id) const {
    std::vector<std::int64_t> values;
    for (const PickleId item : tuple(id, 0)) {
      values.push_back(need<std::int64_t>(item));
      if (values.back() < 0 || values.size() > max_dimensions) {
        malformed();
      }
    }
    return values;
  }

  /// ("storage", type, key, location, elements), and in the older form a view of another storage or None.
  std::pair<std::string, StorageInfo> storage(const PicklePersistent& persistent) const {
    const auto& parts = tuple(persistent.name, 5);
    const StorageType* type = find_storage_type(need<PickleGlobal>(parts[1]).name);
    const auto elements = need<std::int64_t>(parts[4]);
    const bool view = parts.size() > 5 && pickle_.as<PickleNone>(parts[5]) == nullptr;
    if (need<std::string>(parts[0]) != "storage" || type == nullptr || elements < 0 || view) {
      malformed();
    }
    return {need<std::string>(parts[2]), {type->type, elements}};
  }
  void add_storage(const PicklePersistent& persistent) {
    auto [key, info] = storage(persistent);
    if (!(result_.storages.try_emplace(key, info).first->second == info)) {
      malformed();
    }
  }

  const PickleDict& tensor_dict() const {
    const auto& root = need<PickleDict>(pickle_.root);
    for (const auto& [key, value] : root.entries) {
      const auto* name = pickle_.as<std::string>(key);
      const auto* inner = pickle_.as<PickleDict>(value);
      if (name != nullptr && inner != nullptr && (*name == "state_dict" || *name == "model")) {
        return *inner;
      }
    }
    return root;
  }

  void add_tensors(const PickleDict& dict) {
    const auto named = [&](const auto& entry) {
      return pickle_.as<std::string>(entry.first) != nullptr && pickle_.as<PickleCall>(entry.second) != nullptr;
    };
    const auto prefixed = [&](const auto& entry) {
      return need<std::string>(entry.first).starts_with(parallel_prefix);
    };
    const bool all_prefixed = std::ranges::all_of(dict.entries | std::views::filter(named), prefixed);
    for (const auto& entry : dict.entries | std::views::filter(named)) {
      const std::string name = need<std::string>(entry.first).substr(all_prefixed ? parallel_prefix.size() : 0);
      if (result_.tensors.size() >= max_tensors || !result_.tensors.emplace(name, tensor(entry.second)).second) {
        malformed();
      }
    }
  }

  StoredTensor tensor(PickleId id, int depth = 0) const {
    const auto& call = need<PickleCall>(id);
    const std::string& name = need<PickleGlobal>(call.callee).name;
    if (name == rebuild || name == rebuild_old) {
      return view(tuple(call.arguments, 4));
    }
    if (depth == 0 && name == rebuild_parameter) {
      return tensor(tuple(call.arguments, 1)[0], depth + 1);
    }
    if (depth == 0 && name == parameter) {  // the tensor is its argument or the first of its state
      const auto& arguments = tuple(call.arguments, 0);
      return tensor(arguments.empty() && call.state ? tuple(*call.state, 1)[0] : tuple(call.arguments, 1)[0],
                    depth + 1);
    }
    malformed();
  }
  StoredTensor view(const std::vector<PickleId>& arguments) const {
    const auto [key, info] = storage(need<PicklePersistent>(arguments[0]));
    StoredTensor tensor{key, need<std::int64_t>(arguments[1]), numbers(arguments[2]), numbers(arguments[3])};
    if (!lies_within(tensor, info.elements)) {
      throw Error(tr("a tensor lies outside its numbers"));
    }
    return tensor;
  }

  static bool lies_within(const StoredTensor& tensor, std::int64_t elements) {
    if (tensor.offset < 0 || tensor.shape.size() != tensor.strides.size()) {
      return false;
    }
    const bool empty = std::ranges::find(tensor.shape, 0) != tensor.shape.end();
    std::int64_t total = 1;
    std::int64_t last = tensor.offset;
    for (std::size_t i = 0; i < tensor.shape.size(); ++i) {
      std::int64_t reach = 0;
      // The extents beside a 0 count, too: LibTorch multiplies them.
      if (__builtin_mul_overflow(total, std::max<std::int64_t>(1, tensor.shape[i]), &total) ||
          __builtin_mul_overflow(std::max<std::int64_t>(0, tensor.shape[i] - 1), tensor.strides[i], &reach) ||
          __builtin_add_overflow(last, reach, &last)) {
        return false;
      }
    }
    constexpr std::int64_t most = std::numeric_limits<std::int64_t>::max() / 8;  // in bytes, too
    return total <= most && (empty || (last < elements && total <= elements));
  }

  const Pickle& pickle_;
  StateDict result_;
};

}  // namespace

StateDict state_dict_from(const Pickle& pickle) { return Reader(pickle).read(); }

std::vector<std::string> texts_from(const Pickle& pickle) {
  const auto* list = pickle.as<PickleList>(pickle.root);
  if (list == nullptr) {
    malformed();
  }
  std::vector<std::string> texts;
  for (const PickleId item : list->items) {
    const auto* text = pickle.as<std::string>(item);
    if (text == nullptr) {
      malformed();
    }
    texts.push_back(*text);
  }
  return texts;
}

}  // namespace nst
