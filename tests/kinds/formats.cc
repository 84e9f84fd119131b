// Kinds "csv" and "sheet".
//
// "csv": the input is a .csv file; \t and \r written out stand for themselves. Output: the cells, one a line, then the faults.
// "sheet": lines "stored number | number format"; output: what the cell shows, and its decimals. A date format shows a date.
#include <sstream>

#include "base/text.h"
#include "formats/number_format.h"
#include "formats/sheet.h"
#include "suite_runner.h"

namespace zh::suite {
namespace {

std::string replaced(std::string text, const std::string& what, const std::string& with) {
  for (std::size_t at = 0; (at = text.find(what, at)) != std::string::npos; at += with.size())
    text.replace(at, what.size(), with);
  return text;
}

std::string run_csv(const Case& test) {
  Diagnostics faults;
  const auto book = formats::read_csv(replaced(replaced(test.input, "\\t", "\t"), "\\r", "\r"), "a.csv", faults);
  std::string out;
  if (book) {
    const formats::Sheet& sheet = book->sheets.at(0);
    for (int row = 0; row < sheet.row_count(); ++row)
      for (int column = 0; column < sheet.column_count(); ++column) {
        const formats::Cell& cell = sheet.at(row, column);
        if (cell.type == formats::Cell::Type::blank) continue;
        out += cell_name(row, column) + " " + (cell.type == formats::Cell::Type::number ? "number " : "text ") +
               replaced(cell.shown, "\n", "\\n") + "\n";
      }
  }
  for (const Diagnostic& d : faults.list()) out += describe(d);
  return out;
}

std::string run_sheet(const Case& test) {
  std::string out;
  for (const std::string& line : split_lines(test.input)) {
    const std::size_t bar = line.find(" | ");
    if (bar == std::string::npos) continue;
    const auto value = Decimal::parse_stored_double(line.substr(0, bar));
    const auto format = formats::parse_number_format(line.substr(bar + 3));
    if (!value)
      out += "no number\n";
    else if (format.kind == formats::NumberFormat::Kind::date)
      out += "date " + formats::show_date(*value, format, false) + "\n";
    else {
      const auto shown = formats::show_number(*value, format);
      out += value->str() + " → " + shown.text + " (" + std::to_string(shown.decimals) + ")\n";
    }
  }
  return out;
}

const Kind kCsv{"csv", run_csv};
const Kind kSheet{"sheet", run_sheet};

}  // namespace
}  // namespace zh::suite
