#include "ingest/record_rows.h"

#include <algorithm>
#include <array>
#include <cstring>

#include "base/text.h"

namespace zh::ingest {

void KeySet::reserve(std::size_t keys) {
  std::size_t size = 1024;
  while (size < keys / kShards * 2) size *= 2;
  for (Shard& shard : shards_) shard.grow(size);
}

void KeySet::Shard::grow(std::size_t size) {
  std::vector<std::uint64_t> old(size);
  old.swap(slots);
  count = 0;
  for (const std::uint64_t hash : old)
    if (hash != 0) insert(hash);
}

bool KeySet::Shard::insert(std::uint64_t hash) {
  std::size_t at = hash & (slots.size() - 1);
  while (slots[at] != 0) {
    if (slots[at] == hash) return true;
    at = (at + 1) & (slots.size() - 1);
  }
  slots[at] = hash;
  ++count;
  return false;
}

bool KeySet::insert_all(std::vector<std::uint64_t>& hashes) {
  // Shard by shard, so that each is locked once and its memory is asked for before it is needed.
  std::array<std::size_t, kShards + 1> starts{};
  for (std::uint64_t& hash : hashes) {
    hash |= hash == 0 ? 1 : 0;
    ++starts[(hash >> 58) + 1];
  }
  for (std::size_t s = 0; s < kShards; ++s) starts[s + 1] += starts[s];
  std::vector<std::uint64_t> sorted(hashes.size());
  auto next = starts;
  for (const std::uint64_t hash : hashes) sorted[next[hash >> 58]++] = hash;
  bool repeated = false;
  for (std::size_t s = 0; s < kShards; ++s) {
    Shard& shard = shards_[s];
    const std::lock_guard<std::mutex> lock(shard.mutex);
    const std::size_t more = starts[s + 1] - starts[s];
    if (shard.slots.empty() || (shard.count + more) * 2 > shard.slots.size())
      shard.grow(std::max<std::size_t>(1024, shard.slots.size() * 2));
    for (std::size_t i = starts[s]; i < starts[s + 1]; ++i)
      __builtin_prefetch(&shard.slots[sorted[i] & (shard.slots.size() - 1)], 1);
    for (std::size_t i = starts[s]; i < starts[s + 1]; ++i) repeated = shard.insert(sorted[i]) || repeated;
  }
  return repeated;
}

void RecordLoad::reject(Reject rejected) {
  const std::lock_guard<std::mutex> lock(mutex);
  reject_bytes += rejected.raw.size() + rejected.value.size() + sizeof(Reject);
  rejects.push_back(std::move(rejected));
  if (rejects.size() > kMaxRejects || reject_bytes > (std::size_t{1} << 30)) stop = true;
}

void RecordLoad::fail(const std::string& why) {
  const std::lock_guard<std::mutex> lock(mutex);
  if (trouble.empty()) trouble = why;
  stop = true;
}

RowChecker::RowChecker(RecordLoad& load) : load_(load), values_(load.kind->fields.size()), scratch_(load.kind->fields.size()) {}

bool RowChecker::is_header(const std::vector<std::string_view>& fields) const {
  for (std::size_t i = 0; i < fields.size() && i < load_.header.names.size(); ++i)
    if (trim(fields[i]) != load_.header.names[i]) return false;
  return true;
}

void RowChecker::reject(std::int64_t row, int column, Reason reason, std::string_view value, std::string raw) {
  load_.reject({row, column, reason, std::string(value.substr(0, 200)), std::move(raw)});
}

void RowChecker::add(const std::vector<std::string_view>& fields, std::int64_t row, bool valid,
                     const std::function<std::string()>& raw) {
  const RecordHeader& header = load_.header;
  const auto blank = [](std::string_view field) { return field.empty() || trim(field).empty(); };
  if (std::all_of(fields.begin(), fields.end(), blank)) return;  // an empty line is no row
  ++load_.read;
  // A line may end early or late in nothing but empty fields.
  const std::size_t columns = header.names.size();
  if (fields.size() < columns) return reject(row, -1, Reason::few_fields, std::to_string(fields.size()), raw());
  if (!std::all_of(fields.begin() + static_cast<std::ptrdiff_t>(columns), fields.end(), blank))
    return reject(row, -1, Reason::many_fields, std::to_string(fields.size()), raw());
  for (FieldValue& value : values_) value.null = true;
  for (std::size_t c = 0; c < columns; ++c) {
    const int field = header.fields[c];
    if (field < 0) continue;
    const auto f = static_cast<std::size_t>(field);
    if (load_.store_column[f] < 0) continue;  // personal: not even looked at
    Reason reason = Reason::none;
    if (!valid && fields[c].find('\0') != std::string_view::npos)
      reason = Reason::nul;
    else if (!valid && !is_valid_utf8(fields[c]))
      reason = Reason::not_utf8;
    else
      reason = load_.readers[f].read(fields[c], values_[f], scratch_[f]);
    if (reason == Reason::none) continue;
    if (is_header(fields)) return reject(row, -1, Reason::header_again, "", raw());
    return reject(row, static_cast<int>(c), reason, fields[c], raw());
  }
  write(row);
}

void RowChecker::write(std::int64_t row) {
  using Type = catalog::Field::Type;
  const int n = count_++;
  static_cast<std::int32_t*>(batch_->data(0))[n] = load_.file_number;
  static_cast<std::int64_t*>(batch_->data(1))[n] = row;
  for (std::size_t f = 0; f < values_.size(); ++f) {
    const int column = load_.store_column[f];
    if (column < 0) continue;
    const FieldValue& value = values_[f];
    if (value.null) {
      batch_->set_null(column, n);
      continue;
    }
    switch (load_.kind->fields[f].type) {
      case Type::text:
        batch_->set_text(column, n, value.text);
        break;
      case Type::date:
        static_cast<std::int32_t*>(batch_->data(column))[n] = static_cast<std::int32_t>(value.number);
        break;
      case Type::datetime:
      case Type::decimal:
        static_cast<std::int64_t*>(batch_->data(column))[n] = value.number;
        break;
      case Type::yes_no:
        static_cast<std::uint8_t*>(batch_->data(column))[n] = static_cast<std::uint8_t>(value.number);
        break;
      case Type::code:
        switch (load_.readers[f].code_bytes()) {
          case 1:
            static_cast<std::uint8_t*>(batch_->data(column))[n] = static_cast<std::uint8_t>(value.number);
            break;
          case 2:
            static_cast<std::uint16_t*>(batch_->data(column))[n] = static_cast<std::uint16_t>(value.number);
            break;
          default:
            static_cast<std::uint32_t*>(batch_->data(column))[n] = static_cast<std::uint32_t>(value.number);
        }
        break;
    }
  }
  std::uint64_t hash = 0x51ED270B;
  for (const std::size_t f : load_.kind->key) {
    const FieldValue& value = values_[f];
    const bool text = load_.kind->fields[f].type == Type::text;
    hash = hash_bytes(text ? value.text : std::string_view(reinterpret_cast<const char*>(&value.number), sizeof value.number),
                      hash);
  }
  keys_.push_back(hash);
}

void RowChecker::settle_keys() {
  if (load_.keys.insert_all(keys_)) load_.repeated = true;
  keys_.clear();
}

bool is_clean_utf8(std::string_view bytes) {
  const auto* p = reinterpret_cast<const unsigned char*>(bytes.data());
  const auto* end = p + bytes.size();
  if (!bytes.empty() && std::memchr(p, 0, bytes.size())) return false;
  while (p < end) {
    std::uint64_t word;
    while (end - p >= 8 && (std::memcpy(&word, p, 8), (word & 0x8080808080808080) == 0)) p += 8;
    if (p >= end) break;
    const unsigned char c = *p;
    if (c < 0x80) {
      ++p;
    } else if (c >= 0xE1 && c <= 0xEC && end - p >= 3 && (p[1] & 0xC0) == 0x80 && (p[2] & 0xC0) == 0x80) {
      p += 3;  // most of Chinese
    } else {
      // The rest is rare: let the careful one look at this character.
      const std::size_t length = c >= 0xF0 ? 4 : c >= 0xE0 ? 3 : 2;
      if (static_cast<std::size_t>(end - p) < length || !is_valid_utf8({reinterpret_cast<const char*>(p), length}))
        return false;
      p += length;
    }
  }
  return true;
}

std::string csv_field(std::string_view text) {
  if (text.find_first_of(",\"\r\n") == std::string_view::npos) return std::string(text);
  std::string out = "\"";
  for (const char c : text) out += c == '"' ? std::string("\"\"") : std::string(1, c);
  return out + "\"";
}

std::string csv_line(const std::vector<std::string_view>& fields, const RecordHeader& header, const catalog::RecordKind& kind) {
  // Where fields are missing or too many, nobody knows which of them is a name.
  if (header.has_personal && fields.size() != header.names.size()) return "***";
  std::string line;
  for (std::size_t i = 0; i < fields.size(); ++i) {
    const int field = i < header.fields.size() ? header.fields[i] : -1;
    const bool hidden = field >= 0 && kind.fields[static_cast<std::size_t>(field)].personal && !trim(fields[i]).empty();
    line += (i > 0 ? "," : "") + (hidden ? "***" : csv_field(fields[i]));
  }
  return line;
}

}  // namespace zh::ingest
