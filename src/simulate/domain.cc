#include "simulate/domain.h"

#include <algorithm>

namespace zh::simulate {

using Type = catalog::Field::Type;

Domain::Domain(const catalog::Field& field, const catalog::Catalog& catalog) : field_(&field) {
  if (field.type == Type::code)
    if (const auto list = catalog.code_lists().find(field.list); list != catalog.code_lists().end()) {
      list_ = list->second;
      list_.index();
      listed_ = true;
      std::map<std::string, int> names;
      for (const catalog::CodeList::Item& item : list_.items) ++names[item.name];
      leaves_.assign(list_.items.size(), true);
      for (const catalog::CodeList::Item& item : list_.items) {
        if (item.parent >= 0) leaves_[static_cast<std::size_t>(item.parent)] = false;
        words_.push_back(names[item.name] == 1 ? item.name : item.code);  // a name in several branches says too little
      }
    }
  if (field.type == Type::yes_no) {
    words_ = {"是", "否"};
    leaves_ = {true, true};
  }
}

void Domain::name(const std::string& word) {
  if (field_->type != Type::text || word.empty() || index_.count(word)) return;
  index_[word] = static_cast<int>(words_.size());
  words_.push_back(word);
  leaves_.push_back(true);
}

void Domain::finish() {
  Set all(static_cast<std::size_t>(size()), true);
  if (field_->type == Type::code || field_->type == Type::yes_no) all[static_cast<std::size_t>(other())] = false;
  if (field_->required) all[static_cast<std::size_t>(empty())] = false;
  keep(all);
}

Domain::Set Domain::of(const std::vector<std::string>& words, std::string* unknown) const {
  Set set(static_cast<std::size_t>(size()), false);
  for (const std::string& word : words) {
    int value = -1;
    if (listed_) {
      value = list_.find(word);
      if (value < 0) value = list_.find_folded(word);
      for (std::size_t i = 0; value >= 0 && i < list_.items.size(); ++i)
        if (list_.is_under(static_cast<int>(i), value)) set[i] = true;
    } else if (field_->type == Type::yes_no) {
      if (word == "1" || word == "是" || word == "true") value = 0;
      if (word == "0" || word == "否" || word == "false") value = 1;
      if (value >= 0) set[static_cast<std::size_t>(value)] = true;
    } else if (const auto found = index_.find(word); found != index_.end()) {
      value = found->second;
      set[static_cast<std::size_t>(value)] = true;
    }
    if (value < 0 && unknown) *unknown = word;
  }
  return set;
}

Domain::Set Domain::of(const catalog::RecordFilter& filter, std::string* unknown) const {
  Set set = sets_[0];
  if (!filter.any.empty()) {
    const Set named = of(filter.any, unknown);
    for (std::size_t i = 0; i < set.size(); ++i) set[i] = set[i] && named[i] != filter.negated;
  }
  if (filter.filled) {
    const auto none = static_cast<std::size_t>(empty());
    if (*filter.filled)
      set[none] = false;
    else
      for (std::size_t i = 0; i < set.size(); ++i) set[i] = set[i] && i == none;
  }
  return set;
}

int Domain::keep(const Set& set) {
  if (std::none_of(set.begin(), set.end(), [](bool in) { return in; })) return -1;
  const auto [at, is_new] = numbers_.try_emplace(set, static_cast<int>(sets_.size()));
  if (is_new) sets_.push_back(set);
  return at->second;
}

int Domain::meet(int a, int b) {
  if (a < 0 || b < 0) return -1;
  if (a == b || b == 0) return a;
  if (a == 0) return b;
  const auto known = meets_.find({a, b});
  if (known != meets_.end()) return known->second;
  Set both = set(a);
  for (std::size_t i = 0; i < both.size(); ++i) both[i] = both[i] && set(b)[i];
  return meets_[{a, b}] = keep(both);
}

int Domain::without(int a, int b) {
  if (a < 0 || b < 0) return a;
  Set rest = set(a);
  for (std::size_t i = 0; i < rest.size(); ++i) rest[i] = rest[i] && !set(b)[i];
  return keep(rest);
}

int Domain::single(int number) const {
  int found = -1;
  for (int i = 0; i < size(); ++i)
    if (set(number)[static_cast<std::size_t>(i)]) {
      if (found >= 0) return -1;
      found = i;
    }
  return found;
}

std::int64_t Domain::weight(int number) const {
  const Set& in = set(number);
  return std::count(in.begin(), in.end(), true) + (in[static_cast<std::size_t>(other())] ? 20 : 0);
}

std::string Domain::describe(int number) const {
  std::string text;
  int count = 0;
  for (int i = 0; i < size(); ++i) {
    if (!set(number)[static_cast<std::size_t>(i)] || ++count > 3) continue;
    text += (text.empty() ? "" : "、") + (i == other() ? "其他" : i == empty() ? "空" : word(i));
  }
  return count > 3 ? text + "等" : text;
}

}  // namespace zh::simulate
