#include <fmt/format.h>

#include "base/text.h"
#include "ingest/record_tables.h"

namespace zh::ingest {
namespace {

/// A date serial: days since 1899-12-30 (or 1904-01-01), the part of the day behind the point; to the second.
std::string serial_text(const Decimal& serial, bool date1904) {
  constexpr int128 kSeconds = 86400;
  int128 power = 1;
  for (int i = 0; i < serial.scale(); ++i) power *= 10;
  const int128 seconds = (serial.coefficient() * kSeconds * 2 + power) / (2 * power);
  const auto days = static_cast<std::int64_t>(seconds / kSeconds);
  const auto rest = static_cast<int>(seconds % kSeconds);
  if (serial.is_negative() || days > 3'000'000) return serial.str();
  // Spreadsheets believe that 1900 was a leap year; what lies before that day is one less.
  std::int64_t z = days + days_from_civil(1899, 12, 30) + (date1904 ? 1462 : days < 60 ? 1 : 0) + 719468;
  const std::int64_t era = z / 146097;
  const auto of_era = static_cast<int>(z - era * 146097);
  const int year_of_era = (of_era - of_era / 1460 + of_era / 36524 - of_era / 146096) / 365;
  const int of_year = of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
  const int shifted = (5 * of_year + 2) / 153;
  const int day = of_year - (153 * shifted + 2) / 5 + 1;
  const int month = shifted < 10 ? shifted + 3 : shifted - 9;
  const auto year = static_cast<int>(year_of_era + era * 400 + (month <= 2 ? 1 : 0));
  std::string text = fmt::format("{:04}-{:02}-{:02}", year, month, day);
  if (rest != 0) text += fmt::format(" {:02}:{:02}:{:02}", rest / 3600, rest / 60 % 60, rest % 60);
  return text;
}

class SheetReader final : public store::RowReader {
 public:
  SheetReader(const std::vector<SheetSource::Part>& parts, bool date1904, RecordLoad& load)
      : parts_(parts), date1904_(date1904), load_(load), checker_(load) {}

  int fill(store::Batch& batch) override {
    checker_.into(batch);
    while (!checker_.full() && part_ < parts_.size()) {
      if (load_.stop) return -1;
      const SheetSource::Part& part = parts_[part_];
      if (row_ == 0) {
        row_ = static_cast<int>(part.header.row) + 1;
        load_.header = part.header;  // one thread only
      }
      if (row_ >= part.sheet->row_count()) {
        ++part_;
        row_ = 0;
        continue;
      }
      one_row(part, row_++);
    }
    return checker_.count();
  }

 private:
  void one_row(const SheetSource::Part& part, int row) {
    const auto& cells = part.sheet->rows[static_cast<std::size_t>(row)];
    const std::size_t columns = std::max(part.header.names.size(), cells.size());
    texts_.resize(columns);
    fields_.clear();
    const std::int64_t number = part.index * kSheetRows + row + 1;
    for (std::size_t c = 0; c < columns; ++c) {
      texts_[c] = c < cells.size() ? cell_text(cells[c], date1904_) : "";
      fields_.emplace_back(texts_[c]);
    }
    const auto raw = [&] { return csv_line(fields_, part.header, *load_.kind); };
    for (std::size_t c = 0; c < part.header.fields.size() && c < cells.size(); ++c) {
      const int field = part.header.fields[c];
      if (field < 0 || load_.kind->fields[static_cast<std::size_t>(field)].type != catalog::Field::Type::text) continue;
      if (cells[c].type != formats::Cell::Type::number || cells[c].date || !cells[c].number) continue;
      if (cells[c].number->abs() < Decimal(1'000'000'000'000'000)) continue;
      ++load_.read;
      return checker_.reject(number, static_cast<int>(c), Reason::digits_lost, texts_[c], raw());
    }
    checker_.add(fields_, number, false, raw);
  }

  const std::vector<SheetSource::Part>& parts_;
  bool date1904_;
  RecordLoad& load_;
  RowChecker checker_;
  std::size_t part_ = 0;
  int row_ = 0;
  std::vector<std::string> texts_;
  std::vector<std::string_view> fields_;
};

/// What a second thread gets: nothing.
class NoRows final : public store::RowReader {
 public:
  int fill(store::Batch&) override { return 0; }
};

}  // namespace

std::string cell_text(const formats::Cell& cell, bool date1904) {
  if (cell.type == formats::Cell::Type::blank) return {};
  if (cell.date && cell.number) return serial_text(*cell.number, date1904);
  if (cell.date)
    if (const auto serial = Decimal::parse_stored_double(cell.raw)) return serial_text(*serial, date1904);
  if (cell.type == formats::Cell::Type::number && cell.number) return cell.number->str();
  return std::string(trim(cell.raw));
}

std::unique_ptr<store::RowReader> SheetSource::reader() {
  if (taken_.exchange(true)) return std::make_unique<NoRows>();
  return std::make_unique<SheetReader>(parts_, date1904_, load_);
}

}  // namespace zh::ingest
