#include <fmt/format.h>

#include <algorithm>

#include "base/diagnostic.h"
#include "ingest/record_load.h"

namespace zh::ingest {

const char* reason_words(Reason reason) {
  switch (reason) {
    case Reason::none:
      break;
    case Reason::missing:
      return ZH_N("a required field is empty");
    case Reason::not_in_list:
      return ZH_N("not in the code list");
    case Reason::ambiguous:
      return ZH_N("several items of the code list have this name: give the code");
    case Reason::not_a_date:
      return ZH_N("no date of this field's form");
    case Reason::no_such_day:
      return ZH_N("there is no such day");
    case Reason::year_range:
      return ZH_N("the year is not between 1900 and 2199");
    case Reason::not_a_number:
      return ZH_N("no number");
    case Reason::too_many_digits:
      return ZH_N("the number has more than 18 digits");
    case Reason::too_many_decimals:
      return ZH_N("the number has more decimals than the field keeps");
    case Reason::wrong_unit:
      return ZH_N("another unit than the field's");
    case Reason::not_yes_no:
      return ZH_N("neither yes nor no");
    case Reason::control_character:
      return ZH_N("a control character in the text");
    case Reason::not_utf8:
      return ZH_N("bytes that are no text in the file's encoding");
    case Reason::nul:
      return ZH_N("a zero byte");
    case Reason::too_long:
      return ZH_N("the text is longer than 4000 bytes");
    case Reason::open_quote:
      return ZH_N("a quote that is not closed, or text behind a closed one");
    case Reason::few_fields:
      return ZH_N("the row has fewer fields than the header");
    case Reason::many_fields:
      return ZH_N("the row has more fields than the header");
    case Reason::header_again:
      return ZH_N("the header once more");
    case Reason::digits_lost:
      return ZH_N("a number of more than 15 digits: the spreadsheet has lost the rest; export it as text");
    case Reason::key_conflict:
      return ZH_N("an earlier row has the same key and other values; its line");
  }
  return "";
}

std::string write_rejects(const RecordLoad& load, const std::string& file,
                          const std::function<std::string(const char*)>& translate) {
  std::string out = "\xEF\xBB\xBF";  // spreadsheets take a file without it for their own encoding
  for (const char* name : {ZH_N("file"), ZH_N("line"), ZH_N("column"), ZH_N("value"), ZH_N("reason"), ZH_N("raw row")})
    out += (out.size() > 3 ? "," : "") + csv_field(translate(name));
  out += "\n";
  for (const Reject& reject : load.rejects) {
    const std::string column = reject.column >= 0 ? load.header.names[static_cast<std::size_t>(reject.column)] : "";
    out += fmt::format("{},{},{},{},{},{}\n", csv_field(file), reject.row, csv_field(column), csv_field(reject.value),
                       csv_field(translate(reason_words(reject.reason))), csv_field(reject.raw));
  }
  return out;
}

}  // namespace zh::ingest
