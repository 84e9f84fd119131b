#include "formats/zip.h"

#include <zip.h>
#include <zlib.h>

#include <cstring>
#include <map>
#include <stdexcept>

#include "base/diagnostic.h"

namespace zh::formats {

struct ZipReader::Impl {
  std::string bytes;  // libzip reads from it, so it lives as long as the archive
  zip_t* archive = nullptr;
  std::vector<std::string> names;
  std::map<std::string, zip_uint64_t> index;
  ZipLimits limits;
  ~Impl() {
    if (archive) zip_discard(archive);
  }
};

ZipReader::ZipReader(Impl* impl) : impl_(impl) {}
ZipReader::ZipReader(ZipReader&& other) noexcept : impl_(other.impl_) { other.impl_ = nullptr; }
ZipReader& ZipReader::operator=(ZipReader&& other) noexcept {
  std::swap(impl_, other.impl_);
  return *this;
}
ZipReader::~ZipReader() { delete impl_; }

std::optional<ZipReader> ZipReader::open(std::string_view bytes, std::string* why, const ZipLimits& limits) {
  const auto fail = [&](const std::string& reason) {
    if (why) *why = reason;
    return std::nullopt;
  };
  ZipReader reader(new Impl{std::string(bytes), nullptr, {}, {}, limits});
  Impl& impl = *reader.impl_;
  zip_error_t error;
  zip_error_init(&error);
  zip_source_t* source = zip_source_buffer_create(impl.bytes.data(), impl.bytes.size(), 0, &error);
  if (source) impl.archive = zip_open_from_source(source, ZIP_RDONLY | ZIP_CHECKCONS, &error);
  if (!impl.archive) {
    if (source) zip_source_free(source);
    const std::string reason = zip_error_strerror(&error);
    zip_error_fini(&error);
    // What libzip says of the usual damage; the rest is shown as it is.
    [[maybe_unused]] constexpr const char* marked[] = {ZH_N("no readable zip archive"),          ZH_N("Not a zip archive"),
                                                       ZH_N("Zip archive inconsistent"),         ZH_N("Premature end of file"),
                                                       ZH_N("Compression method not supported"), ZH_N("CRC error")};
    return fail("no readable zip archive: " + reason);
  }
  zip_error_fini(&error);
  const zip_int64_t count = zip_get_num_entries(impl.archive, 0);
  if (static_cast<std::size_t>(count) > limits.max_entries)
    return fail("more than " + std::to_string(limits.max_entries) + " entries");
  std::size_t total = 0;
  for (zip_int64_t i = 0; i < count; ++i) {
    zip_stat_t info;
    if (zip_stat_index(impl.archive, static_cast<zip_uint64_t>(i), 0, &info) != 0 || !(info.valid & ZIP_STAT_NAME)) continue;
    const std::string name = info.name;
    if (info.size > limits.max_entry_bytes)
      return fail(name + " is larger than " + std::to_string(limits.max_entry_bytes) + " bytes");
    if (info.size > (1u << 20) && static_cast<double>(info.size) > limits.max_ratio * static_cast<double>(info.comp_size + 1))
      return fail(name + " is compressed more than " + std::to_string(static_cast<int>(limits.max_ratio)) + " times");
    total += info.size;
    if (total > limits.max_total_bytes) return fail("more than " + std::to_string(limits.max_total_bytes) + " bytes in all");
    impl.names.push_back(name);
    impl.index.emplace(name, static_cast<zip_uint64_t>(i));
  }
  return reader;
}

std::vector<std::string> ZipReader::names() const { return impl_->names; }
bool ZipReader::contains(const std::string& name) const { return impl_->index.count(name) != 0; }

std::optional<std::string> ZipReader::read(const std::string& name, std::string* why) const {
  const auto found = impl_->index.find(name);
  if (found == impl_->index.end()) {
    if (why) *why = "no part " + name;
    return std::nullopt;
  }
  zip_stat_t info;
  zip_file_t* file = nullptr;
  if (zip_stat_index(impl_->archive, found->second, 0, &info) == 0) file = zip_fopen_index(impl_->archive, found->second, 0);
  if (!file) {
    if (why) *why = name + ": " + zip_strerror(impl_->archive);
    return std::nullopt;
  }
  std::string bytes(info.size, '\0');
  std::size_t done = 0;
  zip_int64_t n = 1;
  while (done < bytes.size() && (n = zip_fread(file, bytes.data() + done, bytes.size() - done)) > 0)
    done += static_cast<std::size_t>(n);
  // One read more makes libzip compare the checksum, and shows an entry longer than its header says.
  char beyond;
  const bool whole = done == bytes.size() && zip_fread(file, &beyond, 1) == 0;
  zip_fclose(file);
  if (!whole) {
    if (why) *why = name + " is damaged";
    return std::nullopt;
  }
  return bytes;
}

namespace {

void put16(std::string& out, unsigned value) {
  out += static_cast<char>(value & 0xFF);
  out += static_cast<char>(value >> 8 & 0xFF);
}
void put32(std::string& out, unsigned long value) {
  put16(out, value & 0xFFFF);
  put16(out, value >> 16 & 0xFFFF);
}

/// Raw deflate, as zip wants it. One stream for all entries: starting anew costs more than a small part does.
class Deflater {
 public:
  Deflater() {
    if (deflateInit2(&stream_, 6, Z_DEFLATED, -MAX_WBITS, 8, Z_DEFAULT_STRATEGY) != Z_OK)
      throw std::runtime_error("zlib does not start");
  }
  Deflater(const Deflater&) = delete;
  Deflater& operator=(const Deflater&) = delete;
  ~Deflater() { deflateEnd(&stream_); }
  std::string pack(const std::string& bytes) {
    deflateReset(&stream_);
    std::string out(deflateBound(&stream_, bytes.size()), '\0');
    stream_.next_in = reinterpret_cast<Bytef*>(const_cast<char*>(bytes.data()));
    stream_.avail_in = static_cast<uInt>(bytes.size());
    stream_.next_out = reinterpret_cast<Bytef*>(out.data());
    stream_.avail_out = static_cast<uInt>(out.size());
    if (deflate(&stream_, Z_FINISH) != Z_STREAM_END) throw std::runtime_error("zlib does not finish");
    out.resize(stream_.total_out);
    return out;
  }

 private:
  z_stream stream_{};
};

}  // namespace

// Written here and not through libzip, which goes through temporary copies and orders records its own way: the format of
// an archive without encryption or zip64 is three records (APPNOTE.TXT 6.3.3, 4.3).
std::string ZipWriter::finish() const {
  constexpr unsigned kTime = 0, kDate = 0x0021;  // 1980-01-01 00:00
  constexpr unsigned kUtf8 = 0x0800;
  std::string out, directory;
  Deflater deflater;
  for (const Entry& entry : entries_) {
    const unsigned long crc =
        crc32(0, reinterpret_cast<const Bytef*>(entry.bytes.data()), static_cast<uInt>(entry.bytes.size()));
    const std::string packed = entry.store_only ? entry.bytes : deflater.pack(entry.bytes);
    std::string common;
    put16(common, 20);
    put16(common, kUtf8);
    put16(common, entry.store_only ? 0 : 8);
    put16(common, kTime);
    put16(common, kDate);
    put32(common, crc);
    put32(common, packed.size());
    put32(common, entry.bytes.size());
    put16(common, static_cast<unsigned>(entry.name.size()));
    put16(common, 0);  // extra field
    const std::size_t offset = out.size();
    out += "PK\x03\x04" + common + entry.name;
    out += packed;
    directory += "PK\x01\x02";
    put16(directory, 20);
    directory += common;
    put16(directory, 0);  // comment
    put16(directory, 0);  // disk
    put16(directory, 0);  // internal attributes
    put32(directory, 0);  // external attributes
    put32(directory, offset);
    directory += entry.name;
  }
  const std::size_t start = out.size();
  out += directory;
  out += "PK\x05\x06";
  put32(out, 0);
  put16(out, static_cast<unsigned>(entries_.size()));
  put16(out, static_cast<unsigned>(entries_.size()));
  put32(out, directory.size());
  put32(out, start);
  put16(out, 0);
  return out;
}

}  // namespace zh::formats
