// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/import/pickle.h"

#include "core/error.h"
#include "core/i18n.h"
#include "core/import/pickle-input.h"

#include <unordered_map>
#include <utility>

namespace nst {
namespace {

// A node takes some 40 bytes, an opcode that makes one a single byte.
constexpr std::size_t max_nodes = 1'000'000;
// The one type of Python's own library in a network's weights. It is filled like a dict, so it is read as one.
constexpr std::string_view ordered_dict = "collections.OrderedDict";

[[noreturn]] void malformed() { PickleInput::malformed(); }

/// The opcodes that are known; names as in Python's pickletools.
enum Opcode : unsigned char {
  proto = 0x80,
  stop = '.',
  mark = '(',
  none = 'N',
  new_true = 0x88,
  new_false = 0x89,
  binint = 'J',
  binint1 = 'K',
  binint2 = 'M',
  long1 = 0x8a,
  binfloat = 'G',
  binunicode = 'X',
  binstring = 'T',
  short_binstring = 'U',
  empty_tuple = ')',
  tuple = 't',
  tuple1 = 0x85,
  tuple2 = 0x86,
  tuple3 = 0x87,
  empty_list = ']',
  append = 'a',
  appends = 'e',
  empty_dict = '}',
  setitem = 's',
  setitems = 'u',
  binput = 'q',
  long_binput = 'r',
  binget = 'h',
  long_binget = 'j',
  global = 'c',
  reduce = 'R',
  newobj = 0x81,
  build = 'b',
  binpersid = 'Q',
};

/// Python's pickle machine without Python: a stack of values, marks on it, and a memo of values to come back to.
class Machine {
 public:
  explicit Machine(std::string_view bytes) : input_(bytes.substr(0, max_pickle_bytes)) {}

  Pickle run() {
    while (true) {
      const auto opcode = input_.number<unsigned char>();
      if (opcode == stop) {
        pickle_.root = pop();
        pickle_.bytes = input_.position();
        return std::move(pickle_);
      }
      if (!constant(opcode) && !tuples(opcode) && !collection(opcode) && !memory(opcode) && !object(opcode)) {
        throw Error(tr("its pickle asks for “{}”, which weights have no need of",
                       tr("operation {}", static_cast<int>(opcode))));
      }
    }
  }

 private:
  void push_again(PickleId id) { stack_.push_back(id); }
  void push(PickleNode node) {
    if (pickle_.nodes.size() >= max_nodes) {
      throw Error(tr("its pickle holds more values than it may"));
    }
    pickle_.nodes.push_back(std::move(node));
    push_again(static_cast<PickleId>(pickle_.nodes.size() - 1));
  }
  std::size_t bottom() const { return marks_.empty() ? 0 : marks_.back(); }
  PickleId top() const {
    if (stack_.size() <= bottom()) {
      malformed();
    }
    return stack_.back();
  }
  PickleId pop() {
    const PickleId id = top();
    stack_.pop_back();
    return id;
  }
  std::vector<PickleId> pop_last(std::size_t count) {
    if (stack_.size() - bottom() < count) {
      malformed();
    }
    std::vector<PickleId> items(stack_.end() - static_cast<std::ptrdiff_t>(count), stack_.end());
    stack_.resize(stack_.size() - count);
    return items;
  }
  std::vector<PickleId> pop_to_mark() {
    if (marks_.empty()) {
      malformed();
    }
    std::vector<PickleId> items = pop_last(stack_.size() - marks_.back());
    marks_.pop_back();
    return items;
  }
  template <typename Type>
  Type& top_as() {
    Type* value = std::get_if<Type>(&pickle_.nodes[top()]);
    if (value == nullptr) {
      malformed();
    }
    return *value;
  }

  bool constant(unsigned char opcode) {
    switch (opcode) {
      case proto:
        if (input_.number<unsigned char>() > 2) {
          throw Error(tr("its pickle is of another version than torch.save writes"));
        }
        return true;
      case none:
        return push(PickleNone{}), true;
      case new_true:
        return push(true), true;
      case new_false:
        return push(false), true;
      case binint:
        return push(std::int64_t{input_.number<std::int32_t>()}), true;
      case binint1:
        return push(std::int64_t{input_.number<std::uint8_t>()}), true;
      case binint2:
        return push(std::int64_t{input_.number<std::uint16_t>()}), true;
      case long1:
        return push(input_.long_number()), true;
      case binfloat:
        return push(input_.big_endian_double()), true;
      case binunicode:
      case binstring:
        return push(std::string(input_.take(input_.number<std::uint32_t>()))), true;
      case short_binstring:
        return push(std::string(input_.take(input_.number<std::uint8_t>()))), true;
      default:
        return false;
    }
  }

  bool tuples(unsigned char opcode) {
    switch (opcode) {
      case mark:
        return marks_.push_back(stack_.size()), true;
      case empty_tuple:
        return push(PickleTuple{}), true;
      case tuple:
        return push(PickleTuple{pop_to_mark()}), true;
      case tuple1:
      case tuple2:
      case tuple3:
        return push(PickleTuple{pop_last(1U + opcode - tuple1)}), true;
      default:
        return false;
    }
  }

  bool collection(unsigned char opcode) {
    switch (opcode) {
      case empty_list:
        return push(PickleList{}), true;
      case append:
        return add_items(pop_last(1)), true;
      case appends:
        return add_items(pop_to_mark()), true;
      case empty_dict:
        return push(PickleDict{}), true;
      case setitem:
        return add_entries(pop_last(2)), true;
      case setitems:
        return add_entries(pop_to_mark()), true;
      default:
        return false;
    }
  }
  void add_items(const std::vector<PickleId>& items) {
    auto& list = top_as<PickleList>().items;
    list.insert(list.end(), items.begin(), items.end());
  }
  void add_entries(const std::vector<PickleId>& items) {
    if (items.size() % 2 != 0) {
      malformed();
    }
    auto& entries = top_as<PickleDict>().entries;
    for (std::size_t i = 0; i < items.size(); i += 2) {
      entries.emplace_back(items[i], items[i + 1]);
    }
  }

  bool memory(unsigned char opcode) {
    switch (opcode) {
      case binput:
        return memo_[input_.number<std::uint8_t>()] = top(), true;
      case long_binput:
        return memo_[input_.number<std::uint32_t>()] = top(), true;
      case binget:
        return push_again(remembered(input_.number<std::uint8_t>())), true;
      case long_binget:
        return push_again(remembered(input_.number<std::uint32_t>())), true;
      default:
        return false;
    }
  }
  PickleId remembered(std::uint32_t key) const {
    const auto found = memo_.find(key);
    if (found == memo_.end()) {
      malformed();
    }
    return found->second;
  }

  bool object(unsigned char opcode) {
    switch (opcode) {
      case global: {
        std::string name = input_.line();
        name += "." + input_.line();
        return push(PickleGlobal{std::move(name)}), true;
      }
      case reduce:
      case newobj:
        return call(pop_last(2)), true;
      case build:
        return set_state(pop()), true;
      case binpersid:
        return push(PicklePersistent{pop()}), true;
      default:
        return false;
    }
  }
  void call(const std::vector<PickleId>& parts) {
    const auto* callee = pickle_.as<PickleGlobal>(parts[0]);
    const auto* arguments = pickle_.as<PickleTuple>(parts[1]);
    if (arguments == nullptr) {
      malformed();
    }
    if (callee != nullptr && callee->name == ordered_dict) {
      push(pairs(*arguments));
    } else {
      push(PickleCall{parts[0], parts[1], std::nullopt});
    }
  }
  /// The arguments of OrderedDict: none, or a list of lists of two, as Python 2 wrote it.
  PickleDict pairs(const PickleTuple& arguments) const {
    PickleDict dict;
    if (arguments.items.empty()) {
      return dict;
    }
    const auto* list = pickle_.as<PickleList>(arguments.items[0]);
    if (list == nullptr || arguments.items.size() != 1) {
      malformed();
    }
    for (const PickleId item : list->items) {
      const auto* pair = pickle_.as<PickleList>(item);
      if (pair == nullptr || pair->items.size() != 2) {
        malformed();
      }
      dict.entries.emplace_back(pair->items[0], pair->items[1]);
    }
    return dict;
  }
  /// What an OrderedDict has beside its entries ("_metadata" of a module) is left out.
  void set_state(PickleId state) {
    if (pickle_.as<PickleDict>(top()) == nullptr) {
      top_as<PickleCall>().state = state;
    }
  }

  PickleInput input_;
  Pickle pickle_;
  std::vector<PickleId> stack_;
  std::vector<std::size_t> marks_;
  std::unordered_map<std::uint32_t, PickleId> memo_;
};

}  // namespace

Pickle parse_pickle(std::string_view bytes) { return Machine(bytes).run(); }

}  // namespace nst
