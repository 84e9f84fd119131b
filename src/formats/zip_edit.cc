#include "formats/zip_edit.h"

#include <algorithm>
#include <set>
#include <vector>

#include "formats/zip.h"

// Records as in APPNOTE.TXT 6.3.3, 4.3: local entries, the central directory, its end.
namespace zh::formats {
namespace {

unsigned get16(std::string_view bytes, std::size_t at) {
  return static_cast<unsigned char>(bytes[at]) | static_cast<unsigned>(static_cast<unsigned char>(bytes[at + 1])) << 8U;
}
std::size_t get32(std::string_view bytes, std::size_t at) {
  return get16(bytes, at) | static_cast<std::size_t>(get16(bytes, at + 2)) << 16U;
}

void set32(std::string& bytes, std::size_t at, std::size_t value) {
  for (std::size_t i = 0; i < 4; ++i) bytes[at + i] = static_cast<char>(value >> (8 * i) & 0xFFU);
}
void set16(std::string& bytes, std::size_t at, std::size_t value) {
  bytes[at] = static_cast<char>(value & 0xFFU);
  bytes[at + 1] = static_cast<char>(value >> 8U & 0xFFU);
}

constexpr std::size_t kEndSize = 22, kEntrySize = 46;

struct Entry {
  std::string name, record;         ///< its record in the central directory
  std::size_t offset = 0, end = 0;  ///< of the local entry, with what follows it
};

struct Directory {
  std::vector<Entry> entries;  ///< in order of the directory
  std::size_t start = 0;
};

std::optional<Directory> read_directory(std::string_view zip) {
  if (zip.size() < kEndSize) return std::nullopt;
  std::size_t end = zip.size() - kEndSize;
  while (zip.substr(end, 4) != "PK\x05\x06" || end + kEndSize + get16(zip, end + 20) != zip.size()) {
    if (end == 0 || zip.size() - end > kEndSize + 0xFFFF) return std::nullopt;
    --end;
  }
  Directory directory;
  directory.start = get32(zip, end + 16);
  const std::size_t count = get16(zip, end + 10);
  std::size_t at = directory.start;
  for (std::size_t i = 0; i < count; ++i) {
    if (at + kEntrySize > end || zip.substr(at, 4) != "PK\x01\x02") return std::nullopt;
    const std::size_t name = get16(zip, at + 28), size = kEntrySize + name + get16(zip, at + 30) + get16(zip, at + 32);
    if (at + size > end) return std::nullopt;
    Entry entry;
    entry.record = zip.substr(at, size);
    entry.name = entry.record.substr(kEntrySize, name);
    entry.offset = get32(zip, at + 42);
    if (entry.offset >= directory.start || get32(zip, at + 20) == 0xFFFFFFFF) return std::nullopt;
    directory.entries.push_back(std::move(entry));
    at += size;
  }
  if (at != end) return std::nullopt;
  std::vector<std::size_t> starts{directory.start};
  for (const Entry& entry : directory.entries) starts.push_back(entry.offset);
  std::sort(starts.begin(), starts.end());
  if (std::adjacent_find(starts.begin(), starts.end()) != starts.end()) return std::nullopt;
  for (Entry& entry : directory.entries) {
    entry.end = *std::upper_bound(starts.begin(), starts.end(), entry.offset);
    if (zip.substr(entry.offset, 4) != "PK\x03\x04") return std::nullopt;
  }
  return directory;
}

}  // namespace

std::optional<std::string> edit_zip(std::string_view archive, const std::map<std::string, std::string>& changed,
                                    std::string* why) {
  const auto fail = [&] {
    if (why) *why = "its archive is written in a way that cannot be edited";
    return std::nullopt;
  };
  const auto directory = read_directory(archive);
  if (!directory) return fail();
  // The new entries, packed as an archive of their own, are taken over record by record.
  ZipWriter writer;
  for (const auto& [name, bytes] : changed) writer.add(name, bytes);
  const std::string fresh_bytes = writer.finish();
  const auto fresh = read_directory(fresh_bytes);
  if (!fresh) return fail();

  std::string out, records;
  std::size_t count = 0;
  const auto put = [&](std::string_view source, const Entry& entry) {
    std::string record = entry.record;
    set32(record, 42, out.size());
    out += source.substr(entry.offset, entry.end - entry.offset);
    records += record;
    ++count;
  };
  const auto find_fresh = [&](const std::string& name) {
    return std::find_if(fresh->entries.begin(), fresh->entries.end(), [&](const Entry& e) { return e.name == name; });
  };
  std::set<std::string> old;
  // Word wants [Content_Types].xml where it was: a changed entry keeps its place.
  for (const Entry& entry : directory->entries) {
    old.insert(entry.name);
    const auto found = find_fresh(entry.name);
    if (found != fresh->entries.end())
      put(fresh_bytes, *found);
    else
      put(archive, entry);
  }
  for (const Entry& entry : fresh->entries)
    if (old.count(entry.name) == 0) put(fresh_bytes, entry);
  if (count > 0xFFFE || out.size() + records.size() > 0xFFFFFFFE) return fail();
  std::string end("PK\x05\x06\0\0\0\0", 8);
  end.resize(kEndSize, '\0');
  set16(end, 8, count);
  set16(end, 10, count);
  set32(end, 12, records.size());
  set32(end, 16, out.size());
  return out + records + end;
}

}  // namespace zh::formats
