#pragma once
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/world.h"
#include "ingest/record_rows.h"

namespace zh::ingest {

enum class Encoding { automatic, utf8, gb18030 };

/// Where a record of csv text ends. A quote opens a field only at its beginning; a quoted field that has text behind its end,
/// or does not end within kMaxRecord, makes the line malformed: it ends at its first line break, and the next line is read as
/// if nothing had been, so that one stray quote costs one row and not the rest of the file.
struct RecordEnd {
  const char* next = nullptr;  ///< behind the line break; nullptr: the text ends before the record does
  bool malformed = false;
  int lines = 0;  ///< line breaks passed
};
constexpr std::size_t kMaxRecord = 1 << 18;
/// `last`: nothing follows behind `end`, so that what is open there is malformed and not unfinished.
RecordEnd find_record_end(const char* begin, const char* end, char separator, bool last);

/// Fields of a record without its line break; those with doubled quotes are unescaped into `scratch`.
void split_fields(std::string_view record, char separator, std::vector<std::string_view>& fields, std::string& scratch);

/// Both for text without any quote, where a line is a record.
RecordEnd find_line_end(const char* begin, const char* end);
void split_line(std::string_view line, char separator, std::vector<std::string_view>& fields);

/// A csv file in blocks of whole records, read once, in order, by several threads; its digest is computed on the way.
class CsvBlocks {
 public:
  struct Block {
    std::string bytes;      ///< as they are in the file
    std::int64_t line = 0;  ///< of its first record
    Encoding encoding = Encoding::utf8;
  };
  CsvBlocks(std::unique_ptr<InputFile> file, Encoding encoding);
  ~CsvBlocks();
  /// The first lines, decoded, to find the header in.
  std::vector<std::vector<std::string>> preview();
  /// From now on blocks begin behind the first `records` records.
  void skip(int records);
  /// False at the end, or when the file cannot be read (`trouble`).
  bool next(Block& block);
  std::int64_t bytes_of_line() const;  ///< about, by the first lines
  char separator() const;
  Encoding encoding() const;
  std::int64_t bytes_done() const;
  std::string trouble() const;
  std::string digest();  ///< after the last block

 private:
  struct State;
  std::unique_ptr<State> state_;
};

/// The rows of a csv file. `blocks` and `load` outlive it.
class CsvSource final : public store::RowSource {
 public:
  CsvSource(CsvBlocks& blocks, RecordLoad& load) : blocks_(blocks), load_(load) {}
  std::unique_ptr<store::RowReader> reader() override;

 private:
  CsvBlocks& blocks_;
  RecordLoad& load_;
};

}  // namespace zh::ingest
