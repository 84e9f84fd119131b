#include "catalog/records.h"

#include <fmt/format.h>

#include "base/text.h"

namespace zh::catalog {

void CodeList::add(std::unordered_map<std::string, int>& words, const std::string& word, int item) const {
  const auto [entry, fresh] = words.emplace(word, item);
  if (fresh || entry->second == kAmbiguous || is_under(entry->second, item)) return;
  entry->second = is_under(item, entry->second) ? item : kAmbiguous;
}

void CodeList::index() {
  exact_.clear();
  folded_.clear();
  std::unordered_map<std::string, int> names, folded_names;
  for (std::size_t i = 0; i < items.size(); ++i) {
    const int item = static_cast<int>(i);
    exact_.emplace(items[i].code, item);
    folded_.emplace(fold_label(items[i].code), item);
    add(names, items[i].name, item);
    add(folded_names, fold_label(items[i].name), item);
    std::string path;
    for (int at = item; at >= 0; at = items[static_cast<std::size_t>(at)].parent) {
      const std::string& word = items[static_cast<std::size_t>(at)].name;
      if (word != "市辖区" && word != "县") path = word + path;
    }
    if (path != items[i].name) add(folded_names, fold_label(path), item);
  }
  // A code counts before a name, a name before an alias.
  exact_.insert(names.begin(), names.end());
  folded_.insert(folded_names.begin(), folded_names.end());
  for (const auto& [alias, word] : aliases) {
    const int item = find(word);
    if (item < 0) continue;
    exact_.emplace(alias, item);
    folded_.emplace(fold_label(alias), item);
  }
}

int CodeList::find(std::string_view word) const {
  const auto found = exact_.find(std::string(word));
  return found == exact_.end() ? -1 : found->second;
}

int CodeList::find_folded(std::string_view word) const {
  const auto found = folded_.find(fold_label(word));
  return found == folded_.end() ? -1 : found->second;
}

int CodeList::at_level(int item, int level) const {
  while (item >= 0 && items[static_cast<std::size_t>(item)].level > level) item = items[static_cast<std::size_t>(item)].parent;
  return item >= 0 && items[static_cast<std::size_t>(item)].level == level ? item : -1;
}

bool CodeList::is_under(int item, int above) const {
  while (item >= 0 && item != above) item = items[static_cast<std::size_t>(item)].parent;
  return item >= 0;
}

int CodeList::level_named(std::string_view level) const {
  for (std::size_t i = 0; i < levels.size(); ++i)
    if (fold_label(levels[i]) == fold_label(level)) return static_cast<int>(i);
  return -1;
}

int RecordKind::field(std::string_view word) const {
  for (std::size_t i = 0; i < fields.size(); ++i)
    if (fields[i].code == word) return static_cast<int>(i);
  const std::string folded = fold_label(word);
  for (std::size_t i = 0; i < fields.size(); ++i)
    if (fold_label(fields[i].name) == folded) return static_cast<int>(i);
  for (std::size_t i = 0; i < fields.size(); ++i)
    for (const std::string& alias : fields[i].aliases)
      if (fold_label(alias) == folded) return static_cast<int>(i);
  return -1;
}

std::string RecordKind::fingerprint(const std::map<std::string, CodeList>& lists) const {
  std::string text = code;
  for (const Field& field : fields) {
    if (field.personal) continue;
    text += fmt::format("\n{} {} {} {} {}", field.code, static_cast<int>(field.type), field.digits, field.required,
                        field.unit ? field.unit->str() : "");
    const auto list = lists.find(field.list);
    if (field.type != Field::Type::code || list == lists.end()) continue;
    for (const CodeList::Item& item : list->second.items) text += "\n " + item.code + " " + item.name;
    for (const auto& [alias, word] : list->second.aliases) text += "\n " + alias + " " + word;
  }
  for (const std::size_t index : key) text += "\nkey " + fields[index].code;
  return fmt::format("{:016x}", stable_hash(text));
}

bool is_simulated(const std::string& path) {
  const auto slash = path.rfind('/');
  return path.compare(slash == std::string::npos ? 0 : slash + 1, std::string_view(kSimulatedMark).size(), kSimulatedMark) == 0;
}

}  // namespace zh::catalog
