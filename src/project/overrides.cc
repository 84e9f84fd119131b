#include "project/overrides.h"

#include <fmt/format.h>
#include <toml++/toml.h>

#include <algorithm>

#include "base/text.h"
#include "formats/toml_words.h"
#include "project/codes.h"

namespace zh::project {
namespace {

constexpr std::string_view kHead = "[[override]]";

struct Key {
  const char* name;
  std::string report::Override::*text;
  bool required;
};
constexpr Key kKeys[] = {{"fact", &report::Override::fact, true},
                         {"place", &report::Override::place, false},
                         {"expression", &report::Override::expression, false},
                         {"computed", &report::Override::computed, true},
                         {"printed", &report::Override::printed, true},
                         {"because", &report::Override::because, true},
                         {"by", &report::Override::by, false},
                         {"on", &report::Override::on, false},
                         {"edition", &report::Override::edition, false}};

class Reader {
 public:
  Reader(const std::vector<std::string>& lines, Diagnostics& faults) : lines_(lines), faults_(faults) {}

  Location at(const toml::source_region& source) const {
    Location where{.file = kOverridesFile, .line = static_cast<int>(source.begin.line)};
    where.column = static_cast<int>(source.begin.column);
    if (where.line >= 1 && where.line <= static_cast<int>(lines_.size())) where.source_line = lines_[where.line - 1];
    return where;
  }

  void read(const toml::table& table, report::Overrides& into) {
    report::Override out;
    out.where = at(table.source());
    std::vector<std::string> known;
    bool whole = true;
    for (const Key& key : kKeys) {
      known.emplace_back(key.name);
      const toml::node* node = table.get(key.name);
      const std::string name = std::string("override.") + key.name;
      if (node && node->is_date()) {  // on = 2024-05-20 without quotes
        const toml::date date = **node->as_date();
        out.*key.text = fmt::format("{}-{:02}-{:02}", date.year, date.month, date.day);
      } else if (node && node->is_string()) {
        out.*key.text = node->value<std::string>().value_or("");
      } else if (node) {
        faults_.add(kWrongValue, {at(node->source())}, {{"key", name}, {"value", "…"}, {"expected", ZH_N("text in quotes")}});
        whole = false;
      }
      if (key.required && (out.*key.text).empty() && (!node || node->is_string())) {
        faults_.add(kOverrideIncomplete, {out.where}, {{"key", key.name}});
        whole = false;
      }
    }
    for (const auto& [key, node] : table) {
      const std::string name(key.str());
      if (std::find(known.begin(), known.end(), name) == known.end())
        faults_.add(kUnknownKey, {at(key.source())}, {{"key", "override." + name}}, nearest(name, known));
    }
    if (!out.edition.empty() && !parse_edition(out.edition)) {
      faults_.add(kWrongValue, {out.where},
                  {{"key", "override.edition"}, {"value", out.edition}, {"expected", "\"internal\", \"public\""}});
      whole = false;
    }
    if (!whole) return;
    const auto [other, fresh] = into.try_emplace(out.fact, out);
    if (!fresh) faults_.add(kOverrideTwice, {other->second.where, out.where}, {{"fact", out.fact}});
  }

 private:
  const std::vector<std::string>& lines_;
  Diagnostics& faults_;
};

std::string quoted(const std::string& text) {
  std::string out = "\"";
  for (const char c : text) {
    if (c == '"' || c == '\\')
      out += '\\', out += c;
    else if (c == '\n' || c == '\t' || c == '\r')
      out += ' ';
    else if (static_cast<unsigned char>(c) >= 32 && c != 127)
      out += c;
  }
  return out + "\"";
}

/// Whether a line is `fact = "id"`.
bool names_fact(std::string_view line, const std::string& id) {
  line = trim(line);
  if (!line.starts_with("fact")) return false;
  line = trim(line.substr(4));
  return line.starts_with("=") && trim(line.substr(1)).starts_with("\"" + id + "\"");
}

}  // namespace

report::Overrides load_overrides(const std::string& folder, const World& world, Diagnostics& faults) {
  report::Overrides out;
  const auto text = world.read(join_path(folder, kOverridesFile));
  if (!text) return out;
  if (!is_valid_utf8(*text)) {
    faults.add(kNotUtf8, {{.file = kOverridesFile}});
    return out;
  }
  const std::vector<std::string> lines = split_lines(*text);
  Reader reader(lines, faults);
  toml::table parsed;
  try {
    parsed = toml::parse(*text, std::string(kOverridesFile));
  } catch (const toml::parse_error& fault) {
    faults.add(kTomlSyntax, {reader.at(fault.source())}, {{"why", formats::toml_fault(fault.description())}});
    return out;
  }
  for (const auto& [key, node] : parsed) {
    const toml::array* list = key == "override" ? node.as_array() : nullptr;
    if (!list) {
      faults.add(kUnknownKey, {reader.at(key.source())}, {{"key", std::string(key.str())}});
      continue;
    }
    for (const toml::node& element : *list)
      if (const toml::table* table = element.as_table()) reader.read(*table, out);
  }
  return out;
}

std::string with_overrides(const std::string& text, const std::vector<report::Override>& decided) {
  // Entries as blocks of lines: what stands before the first is the file's head.
  std::vector<std::vector<std::string>> blocks(1);
  for (const std::string& line : split_lines(text)) {
    if (trim(line).starts_with(kHead)) blocks.emplace_back();
    blocks.back().push_back(line);
  }
  for (std::size_t b = blocks.size(); b-- > 1;)
    for (const report::Override& d : decided)
      if (std::any_of(blocks[b].begin(), blocks[b].end(), [&](const std::string& line) { return names_fact(line, d.fact); })) {
        blocks.erase(blocks.begin() + static_cast<std::ptrdiff_t>(b));
        break;
      }
  std::string out;
  for (const auto& block : blocks)
    for (const std::string& line : block) out += line + "\n";
  if (text.empty())
    out =
        "# 成稿后由人改定的数字：生成时照 printed 印出，不按数据。删去一条，即恢复按数据计算。\n"
        "# 数据变动后 computed 与现算不符时，生成会报错，须重新确认。\n";
  while (out.ends_with("\n\n")) out.pop_back();
  for (const report::Override& d : decided) {
    if (d.printed == d.computed) continue;
    out += "\n" + std::string(kHead) + "\n";
    for (const Key& key : kKeys)
      if (key.required || !(d.*key.text).empty()) out += std::string(key.name) + " = " + quoted(d.*key.text) + "\n";
  }
  return out;
}

}  // namespace zh::project
