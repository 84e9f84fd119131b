// Kinds of src/base. Each line of a case's input is one question, its answer one line of the output; "diagnostic" is described
// there.
#include <functional>
#include <sstream>

#include "base/decimal.h"
#include "base/diagnostic.h"
#include "base/period.h"
#include "base/text.h"
#include "base/unit.h"
#include "suite_runner.h"

namespace zh::suite {
namespace {

Run line_by_line(std::function<std::string(const std::string&)> answer) {
  return [answer](const Case& test) {
    std::string out;
    for (const std::string& line : split_lines(test.input)) out += "[" + line + "] " + answer(line) + "\n";
    return out;
  };
}

std::string decimal_text(const std::string& line) {
  std::string out;
  const std::optional<Decimal> written = Decimal::parse(line), stored = Decimal::parse_stored_double(line);
  out += written ? written->str() + " (" + written->str_grouped() + ")" : "no decimal";
  return out + "; stored: " + (stored ? stored->str() : "no number");
}

std::string unit_text(const std::string& line) {
  const auto u = Unit::parse(line);
  if (!u) return "no unit";
  const char* const kKinds[] = {"none", "counted", "ratio", "point", "multiple"};
  return std::string(kKinds[static_cast<int>(u->kind)]) + " 10^" + std::to_string(u->scale) + " " + u->noun + " → " + u->str() +
         (Unit::parse(u->str()) == u ? "" : " (does not come back)");
}

std::string period_text(const std::string& line) {
  const auto p = Period::parse(line);
  if (!p) return "no period";
  return p->str() + " " + p->chinese() + ", before it " + p->year_before().str() +
         (p->is_range() ? ", " + std::to_string(p->length()) + " parts" : "") +
         (Period::parse(p->str()) == p ? "" : " (str does not come back)") +
         (Period::parse(p->chinese()) == p ? "" : " (chinese does not come back)");
}

/// FUNCTION TEXT, with \t \n \r and ␠ (a trailing or leading space) as they are.
std::string text_answer(const std::string& line) {
  const auto space = line.find(' ');
  const std::string function = line.substr(0, space);
  std::string argument;
  const std::string rest = space == std::string::npos ? "" : line.substr(space + 1);
  for (std::size_t i = 0; i < rest.size(); ++i) {
    if (rest[i] == '\\' && i + 1 < rest.size()) {
      const char c = rest[++i];
      if (c == 'x' && i + 2 < rest.size()) {
        argument += static_cast<char>(std::stoi(rest.substr(i + 1, 2), nullptr, 16));
        i += 2;
      } else {
        argument += c == 'n' ? '\n' : c == 't' ? '\t' : c == 'r' ? '\r' : c;
      }
    } else {
      argument += rest[i];
    }
  }
  if (function == "nfkc") return nfkc(argument);
  if (function == "fold") return fold_label(argument);
  if (function == "trim") return "<" + std::string(trim(argument)) + ">";
  if (function == "width") return std::to_string(display_width(argument));
  if (function == "count") return std::to_string(count_code_points(argument));
  if (function == "valid") return is_valid_utf8(argument) ? "valid" : "invalid";
  if (function == "mend") return to_utf8(to_u32(argument));
  if (function == "numeral") return chinese_numeral(std::stoi(argument));
  if (function == "cjk") return is_cjk(to_u32(argument).at(0)) ? "yes" : "no";
  if (function == "lines") {
    std::string out;
    for (const auto& part : split_lines(argument)) out += "<" + part + ">";
    return out;
  }
  if (function == "cell") {
    std::istringstream in(argument);
    int row = 0, column = 0;
    in >> row >> column;
    return cell_name(row, column);
  }
  if (function == "hash") return std::to_string(stable_hash(argument));
  if (function == "distance" || function == "nearest") {
    std::istringstream in(argument);
    std::vector<std::string> words;
    for (std::string word; in >> word;) words.push_back(word);
    if (function == "distance") return std::to_string(edit_distance(words.at(0), words.at(1), std::stoi(words.at(2))));
    return "<" + nearest(words.at(0), {words.begin() + 1, words.end()}) + ">";
  }
  return "no such function";
}

/// Lines "key value": code, message, hint, suggestion, arg NAME VALUE; "at" begins a place with file, sheet, cell, line,
/// column, length, source, note; "zh" shows it through a translation that puts words in «».
std::string diagnostic(const Case& test) {
  std::string code = "E999", message, hint;
  Diagnostic d;
  Severity severity = Severity::error;
  bool translated = false;
  for (const std::string& line : split_lines(test.input)) {
    const auto space = std::min(line.find(' '), line.size());
    const std::string key = line.substr(0, space), value = space < line.size() ? line.substr(space + 1) : "";
    if (key == "warning") severity = Severity::warning;
    if (key == "code") code = value;
    if (key == "message") message = value;
    if (key == "hint") hint = value;
    if (key == "suggestion") d.suggestion = value;
    if (key == "zh") translated = true;
    if (key == "arg") d.args.emplace_back(value.substr(0, value.find(' ')), value.substr(value.find(' ') + 1));
    if (key == "at") d.where.emplace_back();
    if (d.where.empty()) continue;
    Location& where = d.where.back();
    if (key == "file") where.file = value;
    if (key == "sheet") where.sheet = value;
    if (key == "cell") where.cell = value;
    if (key == "line") where.line = std::stoi(value);
    if (key == "column") where.column = std::stoi(value);
    if (key == "length") where.length = std::stoi(value);
    if (key == "source") where.source_line = value;
    if (key == "note") where.note = value;
  }
  const DiagnosticKind kind{code.c_str(), severity, message.c_str(), hint.c_str()};
  d.kind = &kind;
  return describe(d, translated ? Translate([](const char* words) { return "«" + std::string(words) + "»"; }) : Translate());
}

const Kind kDecimal{"decimal", line_by_line(decimal_text)};
const Kind kUnit{"unit", line_by_line(unit_text)};
const Kind kPeriod{"period", line_by_line(period_text)};
const Kind kText{"text", line_by_line(text_answer)};
const Kind kDiagnostic{"diagnostic", diagnostic};

}  // namespace
}  // namespace zh::suite
