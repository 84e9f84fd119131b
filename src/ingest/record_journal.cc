#include <fmt/format.h>

#include "base/text.h"
#include "ingest/codes.h"
#include "ingest/records.h"

namespace zh::ingest {
namespace {

constexpr const char* kHead = "# kind\tfile\tsha256\tread\taccepted\trejected\tduplicate\treplaced\n";

std::vector<std::string> tabs(const std::string& line) {
  std::vector<std::string> fields(1);
  for (const char c : line)
    if (c == '\t')
      fields.emplace_back();
    else
      fields.back() += c;
  return fields;
}

std::optional<std::int64_t> count(const std::string& text) {
  const auto number = Decimal::parse(text);
  if (!number || number->scale() != 0 || number->is_negative() || number->coefficient() > 1'000'000'000'000)
    return std::nullopt;
  return static_cast<std::int64_t>(number->coefficient());
}

}  // namespace

std::vector<JournalEntry> read_journal(const std::string& folder, const World& world, Diagnostics& faults) {
  std::vector<JournalEntry> entries;
  const auto text = world.read(join_path(folder, kJournalFile));
  if (!text) return entries;
  int number = 0;
  for (const std::string& line : split_lines(*text)) {
    ++number;
    if (line.empty() || line[0] == '#') continue;
    const std::vector<std::string> fields = tabs(line);
    JournalEntry entry;
    bool good = fields.size() == 8 && fields[2].size() == 64;
    std::int64_t* const counts[] = {&entry.counts.read, &entry.counts.accepted, &entry.counts.rejected, &entry.counts.duplicate,
                                    &entry.counts.replaced};
    for (std::size_t i = 0; good && i < 5; ++i) {
      const auto value = count(fields[3 + i]);
      good = value.has_value();
      if (value) *counts[i] = *value;
    }
    if (!good) {
      faults.add(kJournalLine, {{.file = kJournalFile, .line = number, .source_line = line}});
      continue;
    }
    entry.kind = fields[0];
    entry.path = fields[1];
    entry.digest = fields[2];
    entries.push_back(std::move(entry));
  }
  return entries;
}

std::string write_journal(const std::vector<JournalEntry>& entries) {
  std::string text = kHead;
  for (const JournalEntry& e : entries)
    text += fmt::format("{}\t{}\t{}\t{}\t{}\t{}\t{}\t{}\n", e.kind, e.path, e.digest, e.counts.read, e.counts.accepted,
                        e.counts.rejected, e.counts.duplicate, e.counts.replaced);
  return text;
}

}  // namespace zh::ingest
