#include <fmt/format.h>
#include <toml++/toml.h>

#include <algorithm>

#include "base/text.h"
#include "project/form.h"
#include "project/roll.h"
#include "project/roll_years.h"

namespace zh::project {
namespace {

/// One [[block]] or [[register]] as it stands in the file, with the remarks after it.
struct Chunk {
  std::string text;
  bool is_register = false;
};

struct Chunks {
  std::string head;  ///< before the first
  std::vector<Chunk> list;
};

Chunks cut(const std::string& map) {
  Chunks chunks;
  for (const std::string& line : split_lines(map)) {
    const std::string_view start = trim(line);
    const bool block = start.starts_with("[[block]]"), reg = start.starts_with("[[register]]");
    if (block || reg) chunks.list.push_back({"", reg});
    (chunks.list.empty() ? chunks.head : chunks.list.back().text) += line + "\n";
  }
  return chunks;
}

/// What a chunk says of itself.
struct Said {
  std::vector<std::string> files;
  int first_line = 0, last_line = 0;  ///< of its `file`, from 1
  bool dated = false;                 ///< its periods do not come from the report's year
  bool preferred = false;             ///< settles who is right already
};

Said read(const Chunk& chunk) {
  Said said;
  try {
    const toml::table parsed = toml::parse(chunk.text);
    const toml::array* list = parsed[chunk.is_register ? "register" : "block"].as_array();
    const toml::table* table = list && !list->empty() ? (*list)[0].as_table() : nullptr;
    const toml::node* file = table ? table->get("file") : nullptr;
    if (!file) return said;
    if (const auto one = file->value<std::string>()) said.files.push_back(*one);
    if (const toml::array* many = file->as_array())
      for (const toml::node& node : *many) said.files.push_back(node.value_or(std::string()));
    said.first_line = static_cast<int>(file->source().begin.line);
    said.last_line = static_cast<int>(file->source().end.line);
    said.preferred = table->contains("prefer");
    said.dated = table->contains("period") || (*table)["columns"]["as"].value_or(std::string()) == "period";
    const auto is_period = [](const toml::node& rule) {
      const toml::table* one = rule.as_table();
      return one && (*one)["as"].value_or(std::string()) == "period";
    };
    if (const toml::node* rows = table->get("rows")) {
      said.dated = said.dated || is_period(*rows);
      if (const toml::array* rules = rows->as_array())
        said.dated = said.dated || std::any_of(rules->begin(), rules->end(), is_period);
    }
  } catch (const toml::parse_error&) {
    said.files.clear();  // reported where the old project is read
  }
  return said;
}

std::string with_files(const Chunk& chunk, const Said& said, const std::vector<std::string>& files, const std::string& more) {
  std::string text;
  int number = 0;
  for (const std::string& line : split_lines(chunk.text)) {
    ++number;
    if (number < said.first_line || number > said.last_line) {
      text += line + "\n";
    } else if (number == said.first_line) {
      std::string listed;
      for (const std::string& file : files) listed += (listed.empty() ? "" : ", ") + toml_text(file);
      text += "file = " + (files.size() == 1 ? listed : "[" + listed + "]") + "\n" + more;
    }
  }
  return text;
}

/// The remarks at the end of a chunk are about what follows it.
std::string without_tail(const std::string& text) {
  std::vector<std::string> lines = split_lines(text);
  while (!lines.empty() && (trim(lines.back()).empty() || trim(lines.back()).starts_with('#'))) lines.pop_back();
  std::string out;
  for (const std::string& line : lines) out += line + "\n";
  return out;
}

}  // namespace

bool is_history(const std::string& file) {
  return file.size() > 8 && std::all_of(file.begin(), file.begin() + 4, [](char c) { return c >= '0' && c <= '9'; }) &&
         file.substr(4).starts_with("年-");
}

std::string as_xlsx(const std::string& file) {
  for (const char* end : {".csv", ".ods", ".CSV", ".ODS"})
    if (file.ends_with(end)) return file.substr(0, file.size() - 4) + ".xlsx";
  return file;
}

std::string rolled_map(const std::string& map, const YearShift& shift) {
  const int year = shift.last;
  const Chunks chunks = cut(map);
  std::string history =
      fmt::format("# ================================================ {}年及以前的报表：不再改动，供同比和走势用\n\n", year);
  std::string now =
      chunks.head + fmt::format("# ================================================ {}年的报表\n\n", year + shift.step);
  // Where this year's return corrects an earlier year, it is right, and a note names both cells; where blocks settle already
  // who is right, one more rule would undo it.
  const bool settled = std::any_of(chunks.list.begin(), chunks.list.end(), [](const Chunk& c) { return read(c).preferred; });
  for (const Chunk& chunk : chunks.list) {
    const Said said = read(chunk);
    const bool old = !said.files.empty() && std::all_of(said.files.begin(), said.files.end(), is_history);
    if (said.files.empty() || old) {
      history += without_tail(chunk.text) + "\n";
      continue;
    }
    std::vector<std::string> renewed, kept;
    for (const std::string& file : said.files) {
      renewed.push_back(as_xlsx(file));
      kept.push_back(fmt::format("{}年-{}", year, file));
    }
    const std::string moved = with_files(chunk, said, renewed, settled || chunk.is_register ? "" : "prefer = true\n");
    now += move_years(moved, shift, YearsIn::definition).text;
    if (!chunk.is_register)  // a list of names goes on, and would be listed twice
      history += without_tail(with_files(chunk, said, kept, said.dated ? "" : fmt::format("period = {}\n", year))) + "\n";
  }
  return now + "\n" + history;
}

}  // namespace zh::project
