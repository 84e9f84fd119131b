#pragma once
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "catalog/records.h"

namespace zh::ingest {

/// Why a value, or a whole row, was rejected. The words are in record_rejects.cc.
enum class Reason : std::uint8_t {
  none,
  missing,  ///< a required field is empty
  not_in_list,
  ambiguous,  ///< a name that several items of the list have
  not_a_date,
  no_such_day,  ///< 2023-02-31
  year_range,   ///< 1900 to 2199
  not_a_number,
  too_many_digits,    ///< more than 18, the decimals included
  too_many_decimals,  ///< more than the field keeps, and not zero
  wrong_unit,
  not_yes_no,
  control_character,
  not_utf8,
  nul,
  too_long,    ///< a text of more than 4000 bytes
  open_quote,  ///< a quoted field that does not end, or has text behind its end
  few_fields,
  many_fields,
  header_again,
  digits_lost,   ///< a number cell of more than 15 digits where a text belongs: the spreadsheet has rounded it
  key_conflict,  ///< the key of an earlier row, with other values
};

/// A value ready for the store.
struct FieldValue {
  bool null = true;
  std::int64_t number = 0;  ///< days, microseconds, scaled decimal, 0 or 1, index in the code list
  std::string_view text;
};

/// Reads the values of one field strictly: what is not plainly a value of its type is rejected, nothing is rounded, wrapped or
/// guessed. May be used by several threads, each with its own `scratch`.
class ValueReader {
 public:
  ValueReader(const catalog::Field& field, const catalog::CodeList* list);
  /// `text` is valid UTF-8. `value.text` may point into `text` or `scratch`.
  Reason read(std::string_view text, FieldValue& value, std::string& scratch) const;
  /// Bytes of a code in the store: 1, 2 or 4.
  int code_bytes() const { return code_bytes_; }

 private:
  Reason read_text(std::string_view text, FieldValue& value) const;
  Reason read_code(std::string_view text, FieldValue& value) const;
  Reason read_date(std::string_view text, FieldValue& value, std::string& scratch) const;
  Reason read_decimal(std::string_view text, FieldValue& value, std::string& scratch) const;
  Reason read_yes_no(std::string_view text, FieldValue& value) const;

  /// Exact words of the list by hash: most values of an export are written one of few ways.
  struct Word {
    std::string text;
    int item = -1;
  };
  void add_word(const std::string& text, int item);
  int find_word(std::string_view text) const;

  const catalog::Field* field_;
  const catalog::CodeList* list_;
  int code_bytes_ = 4;
  std::vector<Word> words_;  ///< open addressing; the size is a power of two
};

/// Days since 1970-01-01 of a proleptic Gregorian date.
std::int64_t days_from_civil(int year, int month, int day);
bool is_real_day(int year, int month, int day);
std::uint64_t hash_bytes(std::string_view bytes, std::uint64_t seed = 0);

}  // namespace zh::ingest
