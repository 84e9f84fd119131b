#pragma once
#include "formats/sheet.h"
#include "ingest/record_rows.h"

namespace zh::ingest {

/// The rows of the sheets of a workbook, from one thread. Row numbers are sheet × kSheetRows + row, from 1.
constexpr std::int64_t kSheetRows = 10'000'000;

class SheetSource final : public store::RowSource {
 public:
  struct Part {
    const formats::Sheet* sheet;
    std::int64_t index = 0;  ///< of the sheet in the workbook
    RecordHeader header;
  };
  SheetSource(std::vector<Part> parts, bool date1904, RecordLoad& load)
      : parts_(std::move(parts)), date1904_(date1904), load_(load) {}
  std::unique_ptr<store::RowReader> reader() override;

 private:
  std::vector<Part> parts_;
  bool date1904_;
  RecordLoad& load_;
  std::atomic<bool> taken_{false};
};

/// A cell as text: dates as 2023-03-05 08:30:00, numbers with all their digits.
std::string cell_text(const formats::Cell& cell, bool date1904);

/// The rows of a parquet file, read by an engine of its own that sees no other file, all values as text.
class ParquetSource final : public store::RowSource {
 public:
  ParquetSource(const std::string& library, const std::string& path, int threads, RecordLoad& load);
  ~ParquetSource() override;
  /// Opens the file: its columns. Nothing on a failure.
  std::optional<std::vector<std::string>> columns(store::EngineFailure& failure);
  std::unique_ptr<store::RowReader> reader() override;
  const store::EngineFailure& failure() const;
  std::int64_t rows_done() const;

 private:
  struct State;
  std::unique_ptr<State> state_;
};

}  // namespace zh::ingest
