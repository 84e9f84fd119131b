#include "ingest/record_csv.h"

#include <algorithm>
#include <array>
#include <cstring>

#include "base/sha256.h"
#include "base/text.h"
#include "formats/encoding.h"

namespace zh::ingest {
namespace {

constexpr std::size_t kBlock = 4u << 20;
constexpr std::size_t kMaxLine = 64u << 20;
constexpr std::string_view kBom = "\xEF\xBB\xBF";

/// The separator that stands most often in the first lines.
char guess_separator(std::string_view text) {
  constexpr std::array<char, 3> kCandidates{',', '\t', ';'};
  std::array<std::ptrdiff_t, 3> counts{};
  text = text.substr(0, 20000);
  for (std::size_t k = 0; k < kCandidates.size(); ++k) counts[k] = std::count(text.begin(), text.end(), kCandidates[k]);
  return kCandidates[static_cast<std::size_t>(std::max_element(counts.begin(), counts.end()) - counts.begin())];
}

bool is_ascii(std::string_view text) {
  return std::none_of(text.begin(), text.end(), [](char c) { return static_cast<unsigned char>(c) >= 0x80; });
}

/// By the lines: a damaged one does not decide. Nothing if all are ASCII.
std::optional<Encoding> guess_encoding(std::string_view text) {
  int utf8 = 0, other = 0;
  while (!text.empty()) {
    const std::size_t end = std::min(text.find('\n'), text.size() - 1) + 1;
    const std::string_view line = text.substr(0, end);
    if (!is_ascii(line)) ++(is_valid_utf8(line) ? utf8 : other);
    text.remove_prefix(end);
  }
  if (utf8 + other == 0) return std::nullopt;
  return utf8 >= other ? Encoding::utf8 : Encoding::gb18030;
}

std::string_view without_break(std::string_view record) {
  if (!record.empty() && record.back() == '\n') record.remove_suffix(1);
  if (!record.empty() && record.back() == '\r') record.remove_suffix(1);
  return record;
}

}  // namespace

struct CsvBlocks::State {
  std::unique_ptr<InputFile> file;
  Encoding encoding = Encoding::automatic;
  char separator = ',';
  std::mutex mutex;
  std::uint64_t offset = 0;  ///< of the file, behind what is in `rest`
  std::string rest;          ///< read, and not yet handed out
  std::int64_t line = 1;     ///< of the first byte of `rest`
  bool at_end = false;
  std::string trouble;
  Sha256 digest;
  std::atomic<std::int64_t> done{0};

  /// One more piece of the file behind `rest`.
  bool read_on() {
    const std::size_t before = rest.size();
    rest.resize(before + kBlock);
    const std::int64_t got = file->read_at(rest.data() + before, kBlock, offset);
    rest.resize(before + static_cast<std::size_t>(std::max<std::int64_t>(got, 0)));
    if (got < 0) {
      trouble = ZH_N("Input/output error");
      at_end = true;
      return false;
    }
    digest.add(std::string_view(rest).substr(before));
    offset += static_cast<std::uint64_t>(got);
    done = static_cast<std::int64_t>(offset);
    if (static_cast<std::size_t>(got) < kBlock) at_end = true;
    return true;
  }

  /// Bytes at the front of `rest` that are whole records, and their lines.
  std::size_t whole_records(std::int64_t& lines) const {
    const char* begin = rest.data();
    const char* end = begin + rest.size();
    const char* p = begin;
    const char* sure = begin;  // all before it are whole records
    lines = 0;
    while (p < end) {
      // Lines without a quote end where they end.
      const auto* quote = static_cast<const char*>(std::memchr(p, '"', static_cast<std::size_t>(end - p)));
      const char* plain_end = quote ? quote : end;
      const auto* last_break = static_cast<const char*>(::memrchr(p, '\n', static_cast<std::size_t>(plain_end - p)));
      if (last_break) {
        lines += std::count(p, last_break + 1, '\n');
        p = sure = last_break + 1;
      }
      if (!quote) break;
      const RecordEnd record = find_record_end(p, end, separator, at_end);
      if (!record.next) break;
      lines += record.lines;
      p = sure = record.next;
    }
    if (at_end && sure < end) {
      ++lines;
      sure = end;
    }
    return static_cast<std::size_t>(sure - begin);
  }
};

CsvBlocks::CsvBlocks(std::unique_ptr<InputFile> file, Encoding encoding) : state_(std::make_unique<State>()) {
  state_->file = std::move(file);
  state_->encoding = encoding;
  state_->read_on();
  if (std::string_view(state_->rest).starts_with(kBom)) {
    state_->rest.erase(0, kBom.size());
    state_->encoding = Encoding::utf8;
  }
  state_->separator = guess_separator(state_->rest);
}

CsvBlocks::~CsvBlocks() = default;
std::int64_t CsvBlocks::bytes_of_line() const {
  const std::string_view text = std::string_view(state_->rest).substr(0, 1 << 16);
  return static_cast<std::int64_t>(text.size()) / (std::count(text.begin(), text.end(), '\n') + 1);
}
char CsvBlocks::separator() const { return state_->separator; }
Encoding CsvBlocks::encoding() const { return state_->encoding; }
std::int64_t CsvBlocks::bytes_done() const { return state_->done; }
std::string CsvBlocks::trouble() const { return state_->trouble; }
std::string CsvBlocks::digest() { return state_->digest.hex(); }

std::vector<std::vector<std::string>> CsvBlocks::preview() {
  State& s = *state_;
  if (s.encoding == Encoding::automatic)
    if (const auto guess = guess_encoding(s.rest)) s.encoding = *guess;
  std::vector<std::vector<std::string>> lines;
  const char* p = s.rest.data();
  const char* end = p + s.rest.size();
  std::vector<std::string_view> fields;
  std::string scratch;
  while (p < end && lines.size() < 20) {
    const RecordEnd record = find_record_end(p, end, s.separator, s.at_end);
    if (!record.next) break;
    split_fields(without_break({p, static_cast<std::size_t>(record.next - p)}), s.separator, fields, scratch);
    std::vector<std::string> texts;
    for (const std::string_view field : fields) {
      std::optional<std::string> decoded(field);
      if (s.encoding == Encoding::gb18030 && !is_ascii(field)) decoded = formats::from_gb18030(field);
      texts.emplace_back(decoded ? trim(*decoded) : std::string_view());
    }
    lines.push_back(std::move(texts));
    p = record.next;
  }
  return lines;
}

void CsvBlocks::skip(int records) {
  State& s = *state_;
  const char* p = s.rest.data();
  const char* end = p + s.rest.size();
  for (; records > 0; --records) {
    const RecordEnd record = find_record_end(p, end, s.separator, s.at_end);
    if (!record.next) break;
    p = record.next;
    s.line += record.lines;
  }
  s.rest.erase(0, static_cast<std::size_t>(p - s.rest.data()));
}

bool CsvBlocks::next(Block& block) {
  State& s = *state_;
  const std::lock_guard<std::mutex> lock(s.mutex);
  if (!s.trouble.empty()) return false;
  while (true) {
    if (!s.rest.empty() || s.at_end) {
      std::int64_t lines = 0;
      const std::size_t whole = s.whole_records(lines);
      if (whole > 0) {
        block.bytes.assign(s.rest, 0, whole);
        block.line = s.line;
        if (s.encoding == Encoding::automatic)
          if (const auto guess = guess_encoding(block.bytes)) s.encoding = *guess;
        block.encoding = s.encoding;
        s.line += lines;
        s.rest.erase(0, whole);
        return true;
      }
      if (s.at_end) return false;
    }
    if (s.rest.size() > kMaxLine) {
      s.trouble = ZH_N("a line of more than 64 MB");
      return false;
    }
    if (!s.read_on()) return false;
  }
}

namespace {

class CsvReader final : public store::RowReader {
 public:
  CsvReader(CsvBlocks& blocks, RecordLoad& load) : blocks_(blocks), load_(load), checker_(load) {}

  int fill(store::Batch& batch) override {
    checker_.into(batch);
    while (!checker_.full()) {
      if (load_.stop) return -1;
      if (at_ == block_.bytes.size()) {
        if (!next_block()) return blocks_.trouble().empty() ? checker_.count() : -1;
      }
      one_record();
    }
    return checker_.count();
  }

 private:
  bool next_block() {
    if (!blocks_.next(block_)) return false;
    at_ = 0;
    line_ = block_.line;
    converted_ = false;
    if (block_.encoding == Encoding::gb18030 && !is_ascii(block_.bytes)) {
      if (auto text = formats::from_gb18030(block_.bytes)) {
        block_.bytes = std::move(*text);
        converted_ = true;
      }
    } else {
      converted_ = true;
    }
    valid_ = converted_ && is_clean_utf8(block_.bytes);
    quotes_ = block_.bytes.find('"') != std::string::npos;
    return true;
  }

  void one_record() {
    const char* begin = block_.bytes.data() + at_;
    const char* end = block_.bytes.data() + block_.bytes.size();
    const RecordEnd record = quotes_ ? find_record_end(begin, end, blocks_.separator(), true) : find_line_end(begin, end);
    const std::string_view text = without_break({begin, static_cast<std::size_t>(record.next - begin)});
    at_ += static_cast<std::size_t>(record.next - begin);
    const std::int64_t line = line_;
    line_ += record.lines;
    if (quotes_)
      split_fields(text, blocks_.separator(), fields_, scratch_);
    else
      split_line(text, blocks_.separator(), fields_);
    if (record.malformed) {
      ++load_.read;
      const bool hide = load_.header.has_personal;
      checker_.reject(line, -1, Reason::open_quote, "", hide ? "***" : csv_field(shown(text)));
      return;
    }
    if (!converted_) {
      // Some bytes of the block are no GB18030: field by field, so that only their rows are lost.
      decoded_.resize(fields_.size());
      for (std::size_t i = 0; i < fields_.size(); ++i)
        if (!is_ascii(fields_[i])) {
          auto good = formats::from_gb18030(fields_[i]);
          decoded_[i] = good ? std::move(*good) : std::string(fields_[i]);  // stays invalid, and is rejected as such
          fields_[i] = decoded_[i];
        }
    }
    checker_.add(fields_, line, valid_, [&] {
      std::vector<std::string> safe;
      std::vector<std::string_view> views;
      for (const std::string_view field : fields_) safe.push_back(shown(field));
      for (const std::string& field : safe) views.push_back(field);
      return csv_line(views, load_.header, *load_.kind);
    });
  }

  /// Bytes that are no text are shown as U+FFFD.
  static std::string shown(std::string_view bytes) {
    std::string text = to_utf8(to_u32(bytes));
    std::replace(text.begin(), text.end(), '\0', ' ');
    return text;
  }

  CsvBlocks& blocks_;
  RecordLoad& load_;
  RowChecker checker_;
  CsvBlocks::Block block_;
  std::size_t at_ = 0;
  std::int64_t line_ = 0;
  bool converted_ = true, valid_ = true;
  bool quotes_ = true;  ///< some record of the block may be quoted; without any, lines are records
  std::vector<std::string_view> fields_;
  std::vector<std::string> decoded_;
  std::string scratch_;
};

}  // namespace

std::unique_ptr<store::RowReader> CsvSource::reader() { return std::make_unique<CsvReader>(blocks_, load_); }

}  // namespace zh::ingest
