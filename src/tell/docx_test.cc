#include <gtest/gtest.h>

#include <random>

#include "check/check.h"
#include "formats/xml.h"
#include "formats/zip.h"
#include "formats/zip_edit.h"
#include "readback/read.h"
#include "tell/docx_marks.h"
#include "tell/tell.h"

namespace zh::tell {
namespace {

constexpr const char* kRoot = "<w:document xmlns:w=\"http://schemas.openxmlformats.org/wordprocessingml/2006/main\"><w:body>";
constexpr const char* kEnd = "</w:body></w:document>";

/// The text of all w:t elements, one after the other.
class Texts final : public formats::XmlHandler {
 public:
  std::vector<std::string> nodes;
  bool start(std::string_view name, const Attributes&) override {
    in_ = name == "w:t";
    if (in_) nodes.emplace_back();
    return true;
  }
  bool end(std::string_view) override {
    in_ = false;
    return true;
  }
  void characters(std::string_view text) override {
    if (in_) nodes.back() += text;
  }
  std::string all() const {
    std::string out;
    for (const std::string& node : nodes) out += node;
    return out;
  }

 private:
  bool in_ = false;
};

std::string without_inserted(const MarkedPart& part) {
  std::string out;
  std::size_t done = 0;
  for (const auto& [begin, end] : part.inserted) {
    out.append(part.xml, done, begin - done);
    done = end;
  }
  return out + part.xml.substr(done);
}

/// A paragraph of random runs; texts hold entities, spaces and several lengths of UTF-8.
std::string random_body(std::mt19937& random) {
  static const char* kPieces[] = {"4", "82", "件", "&lt;", "&#20214;", " ", "，", "𠀀", "é"};
  std::string xml;
  for (unsigned p = 0; p < 1 + random() % 3; ++p) {
    xml += "<w:p>";
    for (unsigned r = 0; r < 1 + random() % 4; ++r) {
      const bool link = random() % 5 == 0, box = random() % 7 == 0;
      if (link) xml += "<w:hyperlink>";
      xml += "<w:r>";
      if (random() % 2) xml += "<w:rPr><w:b/></w:rPr>";
      if (random() % 4 == 0) xml += "<w:tab/>";
      if (box) xml += "<w:pict><w:txbxContent><w:p><w:r>";
      for (unsigned t = 0; t < 1 + random() % 2; ++t) {
        xml += random() % 3 == 0 ? "<w:t xml:space=\"preserve\">" : "<w:t>";
        for (unsigned k = 0; k < random() % 6; ++k) xml += kPieces[random() % std::size(kPieces)];
        xml += "</w:t>";
      }
      if (box) xml += "</w:r></w:p></w:txbxContent></w:pict>";
      if (random() % 4 == 0) xml += "<w:br/>";
      xml += "</w:r>";
      if (link) xml += "</w:hyperlink>";
    }
    xml += "</w:p>";
  }
  return kRoot + xml + kEnd;
}

std::size_t length(const std::string& utf8) {
  std::size_t n = 0;
  for (const char c : utf8) n += (static_cast<unsigned char>(c) & 0xC0U) != 0x80U;
  return n;
}

TEST(DocxMarks, InsertionsLeaveTheTextAndCanBeTakenOut) {
  for (unsigned seed = 0; seed < 3000; ++seed) {
    std::mt19937 random(seed);
    const std::string xml = random_body(random);
    Texts before;
    ASSERT_TRUE(formats::parse_xml(xml, before, nullptr));
    std::vector<TextPlace> places;
    for (unsigned k = 0; k < random() % 4; ++k) {
      TextPlace place;
      place.first_node = random() % before.nodes.size();
      place.last_node = std::min(before.nodes.size() - 1, place.first_node + random() % 2);
      place.first_offset = random() % (length(before.nodes[place.first_node]) + 1);
      place.last_offset = random() % (length(before.nodes[place.last_node]) + 1);
      if (place.first_node == place.last_node && place.first_offset > place.last_offset)
        std::swap(place.first_offset, place.last_offset);
      places.push_back(place);
    }
    std::string why;
    const auto marked = mark_part(xml, places, 5, &why);
    ASSERT_TRUE(marked) << why;
    EXPECT_EQ(without_inserted(*marked), xml) << seed;
    Texts after;
    ASSERT_TRUE(formats::parse_xml(marked->xml, after, &why)) << why << "\n" << marked->xml;
    EXPECT_EQ(after.all(), before.all()) << seed << "\n" << marked->xml;
  }
}

TEST(DocxMarks, TheRangeHoldsTheNumber) {
  const std::string xml = std::string(kRoot) + "<w:p><w:r><w:t>a&lt;482件</w:t></w:r></w:p>" + kEnd;
  std::string why;
  const auto marked = mark_part(xml, {{0, 2, 0, 5}}, 0, &why);
  ASSERT_TRUE(marked);
  const std::size_t start = marked->xml.find("<w:commentRangeStart"), end = marked->xml.find("<w:commentRangeEnd");
  const std::string inside = marked->xml.substr(start, end - start);
  EXPECT_EQ(inside, "<w:commentRangeStart w:id=\"0\"/><w:r><w:t xml:space=\"preserve\">482</w:t></w:r>");
}

/// The bytes of an entry as they stand in an archive: header, name and compressed data.
std::string raw_entry(const std::string& zip, const std::string& name) {
  const std::size_t at = zip.find(name) - 30, next = zip.find("PK", at + 30);
  return zip.substr(at, next - at);
}

TEST(ZipEdit, OtherEntriesStayByteForByte) {
  formats::ZipWriter writer;
  writer.add("one.xml", std::string(500, 'a'));
  writer.add("two.bin", "bbbb", true);
  writer.add("three.xml", std::string(90, 'c'));
  const std::string before = writer.finish();
  std::string why;
  const auto after = formats::edit_zip(before, {{"two.bin", "other"}, {"new.xml", "<a/>"}}, &why);
  ASSERT_TRUE(after) << why;
  const auto zip = formats::ZipReader::open(*after, &why);
  ASSERT_TRUE(zip) << why;
  EXPECT_EQ(zip->names(), (std::vector<std::string>{"one.xml", "two.bin", "three.xml", "new.xml"}));
  EXPECT_EQ(zip->read("two.bin"), "other");
  EXPECT_EQ(zip->read("new.xml"), "<a/>");
  EXPECT_EQ(raw_entry(*after, "one.xml"), raw_entry(before, "one.xml"));
  EXPECT_EQ(raw_entry(*after, "three.xml"), raw_entry(before, "three.xml"));
  EXPECT_FALSE(formats::edit_zip(before.substr(0, before.size() - 5), {}, &why));
}

TEST(Docx, MarkedFileReadsTheSame) {
  formats::ZipWriter writer;
  writer.add("[Content_Types].xml", "<Types xmlns=\"http://schemas.openxmlformats.org/package/2006/content-types\"></Types>");
  writer.add("_rels/.rels",
             "<Relationships xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\"><Relationship Id=\"rId1\" "
             "Type=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument\" "
             "Target=\"word/document.xml\"/></Relationships>");
  writer.add("word/document.xml",
             std::string(kRoot) + "<w:p><w:r><w:t>全年立案482件，其中普通程序472件，简易程序20件。</w:t></w:r></w:p>" + kEnd);
  const std::string bytes = writer.finish();
  Diagnostics faults;
  const auto reading = readback::read_docx("a.docx", bytes, faults);
  ASSERT_TRUE(reading);
  check::Result result = check::check(*reading);
  set_fingerprints(*reading, result);
  ASSERT_EQ(result.findings.size(), 1U);
  const Translate same = [](const char* text) { return std::string(text); };
  const auto marked = write_docx({*reading, result, {}}, bytes, same, faults);
  ASSERT_TRUE(marked);
  const auto again = readback::read_docx("a.docx", *marked, faults);
  ASSERT_TRUE(again);
  EXPECT_EQ(again->text, reading->text);
  // An accepted finding leaves no mark.
  EXPECT_EQ(write_docx({*reading, result, {"口径不同"}}, bytes, same, faults), bytes);
}

TEST(Fingerprints, SurviveEditsElsewhere) {
  const auto of = [](const std::string& text) {
    Diagnostics faults;
    MemoryWorld world;
    const auto reading = readback::read_document("a.txt", text, world, faults);
    check::Result result = check::check(*reading);
    set_fingerprints(*reading, result);
    return result.findings.empty() ? std::string() : result.findings.front().fingerprint;
  };
  const std::string sentence = "全年立案482件，其中普通程序472件，简易程序20件。";
  const std::string fingerprint = of(sentence + "\n");
  EXPECT_EQ(fingerprint.size(), 16U);
  EXPECT_EQ(of("前言。\n" + sentence + "另有说明。\n后文一段。\n"), fingerprint);
  EXPECT_EQ(of("全年立案 482 件， 其中普通程序472件，简易程序20件。"), fingerprint);
  EXPECT_NE(of("全年立案483件，其中普通程序472件，简易程序20件。"), fingerprint);
}

}  // namespace
}  // namespace zh::tell
