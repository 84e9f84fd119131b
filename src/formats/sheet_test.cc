#include "formats/sheet.h"

#include <gtest/gtest.h>

#include "formats/number_format.h"
#include "formats/xml.h"
#include "formats/zip.h"

namespace zh::formats {
namespace {

const std::string kMain = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";
const std::string kOffice = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
const std::string kPackage = "http://schemas.openxmlformats.org/package/2006/relationships";

/// A workbook whose sheet1 has this <sheetData> (and what follows it); `workbook` goes before <sheets>.
std::string xlsx(const std::string& data, const std::string& workbook = "", const std::string& strings = "",
                 const std::string& styles = "") {
  ZipWriter zip;
  zip.add("_rels/.rels", "<Relationships xmlns='" + kPackage + "'><Relationship Id='r' Type='" + kOffice +
                             "/officeDocument' Target='/book/wb.xml'/></Relationships>");
  zip.add("book/wb.xml", "<x:workbook xmlns:x='" + kMain + "' xmlns:q='" + kOffice + "'>" + workbook +
                             "<x:sheets><x:sheet name='一' sheetId='1' q:id='a'/><x:sheet name='藏' sheetId='2' state='hidden' "
                             "q:id='b'/></x:sheets></x:workbook>");
  zip.add("book/_rels/wb.xml.rels", "<Relationships xmlns='" + kPackage +
                                        "'>"
                                        "<Relationship Id='a' Type='" +
                                        kOffice + "/worksheet' Target='s/one.xml'/><Relationship Id='b' Type='" + kOffice +
                                        "/worksheet' Target='../book/s/two.xml'/>"
                                        "<Relationship Id='c' Type='" +
                                        kOffice + "/sharedStrings' Target='strings.xml'/><Relationship Id='d' Type='" +
                                        kOffice + "/styles' Target='styles.xml'/></Relationships>");
  zip.add("book/s/one.xml", "<worksheet xmlns='" + kMain + "'>" + data + "</worksheet>");
  zip.add("book/s/two.xml", "<worksheet xmlns='" + kMain + "'><sheetData/></worksheet>");
  zip.add("book/strings.xml", "<sst xmlns='" + kMain + "'>" + strings + "</sst>");
  zip.add("book/styles.xml", "<styleSheet xmlns='" + kMain + "'>" + styles + "</styleSheet>");
  return zip.finish();
}

const std::string kStyles =
    "<numFmts><numFmt numFmtId='164' formatCode='#,##0.00_ ;[Red]\\-#,##0.00\\ '/><numFmt numFmtId='165' "
    "formatCode='yyyy&quot;年&quot;'/></numFmts>"
    "<cellStyleXfs><xf numFmtId='9'/></cellStyleXfs>"
    "<cellXfs><xf numFmtId='0'/><xf numFmtId='10'/><xf numFmtId='164'/><xf numFmtId='165'/><xf numFmtId='1'/></cellXfs>";

Sheet first_sheet(const std::string& bytes) {
  Diagnostics faults;
  const auto book = read_workbook(bytes, "a.xlsx", faults);
  EXPECT_FALSE(faults.has_errors());
  return book ? book->sheets.at(0) : Sheet();
}

TEST(Xlsx, NumbersAreTheShortestDecimalAndShowTheirFormat) {
  const Sheet sheet = first_sheet(
      xlsx("<sheetData><row r='2'><c r='B2'><v>97.04000000000001</v></c><c r='C2' s='1'><v>0.71296296296296302</v></c>"
           "<c r='D2' s='2'><v>-1234.5</v></c><c r='E2' s='3'><v>44927</v></c><c "
           "s='4'><v>3.6120000000000001E3</v></c></row></sheetData>",
           "", "", kStyles));
  EXPECT_EQ(sheet.at(1, 1).number->str(), "97.04");
  EXPECT_EQ(sheet.at(1, 1).shown_decimals, -1);
  EXPECT_EQ(sheet.at(1, 2).shown, "71.30%");
  EXPECT_TRUE(sheet.at(1, 2).percent);
  EXPECT_EQ(sheet.at(1, 2).shown_decimals, 2);
  EXPECT_EQ(sheet.at(1, 3).shown, "-1,234.50 ");
  EXPECT_EQ(sheet.at(1, 4).shown, "2023年");
  EXPECT_EQ(sheet.at(1, 5).number->str(), "3612");
  EXPECT_EQ(sheet.at(0, 0).type, Cell::Type::blank);
  EXPECT_EQ(sheet.at(99, 99).type, Cell::Type::blank);
}

TEST(Xlsx, DatesOf1904) {
  const Sheet sheet = first_sheet(
      xlsx("<sheetData><row><c s='3'><v>43465</v></c></row></sheetData>", "<x:workbookPr date1904='1'/>", "", kStyles));
  EXPECT_EQ(sheet.at(0, 0).shown, "2023年");
}

TEST(Xlsx, Strings) {
  const Sheet sheet =
      first_sheet(xlsx("<sheetData><row><c t='s'><v>0</v></c><c t='inlineStr'><is><r><t>内</t></r><r><t>联</t></r></is></c><c "
                       "t='str'><f>A1</f><v>公式</v></c>"
                       "<c t='s'><v>7</v></c><c t='e'><f>1/0</f><v>#DIV/0!</v></c><c t='b'><v>1</v></c></row></sheetData>",
                       "", "<si><r><t>富</t></r><r><rPr/><t xml:space='preserve'>文 本</t></r><rPh><t>fu</t></rPh></si>"));
  EXPECT_EQ(sheet.at(0, 0).shown, "富文 本");
  EXPECT_EQ(sheet.at(0, 1).shown, "内联");
  EXPECT_EQ(sheet.at(0, 2).shown, "公式");
  EXPECT_TRUE(sheet.at(0, 2).formula);
  EXPECT_EQ(sheet.at(0, 3).type, Cell::Type::blank);  // an index out of range is no text
  EXPECT_EQ(sheet.at(0, 4).type, Cell::Type::error);
  EXPECT_EQ(sheet.at(0, 5).type, Cell::Type::boolean);
}

TEST(Xlsx, FormulaWithAndWithoutStoredResult) {
  const Sheet sheet = first_sheet(xlsx("<sheetData><row><c><f>1+1</f><v>2</v></c><c><f>1+1</f></c></row></sheetData>"));
  EXPECT_FALSE(sheet.at(0, 0).uncached);
  EXPECT_EQ(sheet.at(0, 0).number->str(), "2");
  EXPECT_TRUE(sheet.at(0, 1).uncached);
  EXPECT_FALSE(sheet.at(0, 1).number);
}

TEST(Xlsx, AnEmptyStoredResultIsNone) {
  const Sheet sheet =
      first_sheet(xlsx("<sheetData><row><c><f>B1+1</f><v/></c><c t='str'><f>\"\"</f><v></v></c></row></sheetData>"));
  EXPECT_TRUE(sheet.at(0, 0).uncached);
  EXPECT_FALSE(sheet.at(0, 1).uncached);  // an empty text
}

TEST(Xlsx, ADateIsNoNumber) {
  const Sheet sheet = first_sheet(
      xlsx("<sheetData><row><c s='3'><v>45291</v></c><c t='d'><v>2023-12-31</v></c></row></sheetData>", "", "", kStyles));
  EXPECT_TRUE(sheet.at(0, 0).date);
  EXPECT_FALSE(sheet.at(0, 0).number);
  EXPECT_TRUE(sheet.at(0, 1).date);
}

TEST(Xlsx, CellsOfHiddenRowsAndColumns) {
  const Sheet sheet = first_sheet(
      xlsx("<cols><col min='2' max='3' hidden='1'/></cols><sheetData><row r='1'><c><v>1</v></c><c><v>2</v></c></row>"
           "<row r='2' hidden='1'><c><v>3</v></c></row></sheetData>"));
  EXPECT_FALSE(sheet.at(0, 0).hidden);
  EXPECT_TRUE(sheet.at(0, 1).hidden);
  EXPECT_TRUE(sheet.at(1, 0).hidden);
}

TEST(Xlsx, MergesAndHiddenSheets) {
  Diagnostics faults;
  const auto book =
      read_workbook(xlsx("<sheetData><row><c t='inlineStr'><is><t>合</t></is></c></row></sheetData><mergeCells><mergeCell "
                         "ref='A1:B3'/></mergeCells>"),
                    "a.xlsx", faults);
  ASSERT_TRUE(book);
  EXPECT_EQ(book->sheets[0].at(2, 1).shown, "");
  EXPECT_EQ(book->sheets[0].anchored(2, 1).shown, "合");
  EXPECT_EQ(book->sheets[0].anchored(3, 1).shown, "");
  EXPECT_TRUE(book->sheets[1].hidden);
  EXPECT_EQ(book->sheets[1].name, "藏");
}

TEST(Xlsx, DamageIsReported) {
  for (const std::string& bytes :
       {std::string("PK nothing"), xlsx("<sheetData><row>"), xlsx("<sheetData><row><c r='XFE1'><v>1</v></c></row></sheetData>"),
        xlsx("<sheetData><row r='1048577'><c><v>1</v></c></row></sheetData>"), std::string("\xD0\xCF\x11\xE0\xA1\xB1")}) {
    Diagnostics faults;
    read_workbook(bytes, "a.xlsx", faults);
    EXPECT_TRUE(faults.has_errors());
  }
  ZipWriter zip;
  zip.add("_rels/.rels", "<!DOCTYPE a [<!ENTITY b 'c'>]><a>&b;</a>");
  Diagnostics faults;
  EXPECT_FALSE(read_workbook(zip.finish(), "a.xlsx", faults));
  EXPECT_TRUE(faults.has_errors());
}

std::string ods(const std::string& tables, const std::string& styles = "") {
  ZipWriter zip;
  zip.add("mimetype", "application/vnd.oasis.opendocument.spreadsheet", true);
  const std::string ns = "urn:oasis:names:tc:opendocument:xmlns:";
  zip.add("content.xml", "<office:document-content xmlns:office='" + ns + "office:1.0' xmlns:t='" + ns +
                             "table:1.0' xmlns:text='" + ns + "text:1.0' xmlns:style='" + ns +
                             "style:1.0'><office:automatic-styles>" + styles +
                             "</office:automatic-styles><office:body><office:spreadsheet>" + tables +
                             "</office:spreadsheet></office:body></office:document-content>");
  return zip.finish();
}

TEST(Ods, ValuesRepeatsAndSpans) {
  Diagnostics faults;
  const auto book = read_workbook(
      ods("<t:table t:name='一'><t:table-row t:number-rows-repeated='2'><t:table-cell "
          "t:number-columns-repeated='3'/></t:table-row>"
          "<t:table-row><t:table-cell t:number-columns-repeated='2'/><t:table-cell office:value-type='percentage' "
          "office:value='0.713' ><text:p>71.30%</text:p></t:table-cell>"
          "<t:table-cell t:number-columns-repeated='2' office:value-type='float' "
          "office:value='12.5'><text:p>12.50</text:p><office:annotation><text:p>批注</text:p></office:annotation></"
          "t:table-cell>"
          "<t:table-cell t:number-columns-spanned='2' t:number-rows-spanned='2' office:value-type='string'><text:p>甲<text:s "
          "text:c='2'/>乙</text:p><text:p>丙</text:p></t:table-cell><t:covered-table-cell/>"
          "<t:table-cell t:formula='of:=1+1'/><t:table-cell t:number-columns-repeated='16000'/></t:table-row>"
          "<t:table-row t:number-rows-repeated='1048573'><t:table-cell "
          "t:number-columns-repeated='16384'/></t:table-row></t:table>"
          "<t:table t:name='藏' t:style-name='h'><t:table-row><t:table-cell/></t:table-row></t:table>",
          "<style:style style:name='h'><style:table-properties t:display='false'/></style:style>"),
      "a.ods", faults);
  ASSERT_TRUE(book);
  EXPECT_EQ(faults.list().size(), 0u);
  const Sheet& sheet = book->sheets.at(0);
  EXPECT_EQ(sheet.row_count(), 3);
  EXPECT_EQ(sheet.at(2, 2).number->str(), "0.713");
  EXPECT_TRUE(sheet.at(2, 2).percent);
  EXPECT_EQ(sheet.at(2, 2).shown_decimals, 2);
  EXPECT_EQ(sheet.at(2, 4).number->str(), "12.5");
  EXPECT_EQ(sheet.at(2, 4).shown, "12.50");
  EXPECT_EQ(sheet.at(2, 5).shown, "甲  乙\n丙");
  EXPECT_EQ(sheet.anchored(3, 6).shown, "甲  乙\n丙");
  EXPECT_TRUE(sheet.at(2, 7).uncached);
  EXPECT_FALSE(sheet.hidden);
  EXPECT_TRUE(book->sheets.at(1).hidden);
}

TEST(Ods, DatesAndCellsOfHiddenRowsAndColumns) {
  Diagnostics faults;
  const auto book = read_workbook(
      ods("<t:table t:name='一'><t:table-column/><t:table-column t:visibility='collapse'/><t:table-row><t:table-cell "
          "office:value-type='date' office:date-value='2023-12-31'><text:p>2023年</text:p></t:table-cell><t:table-cell "
          "office:value-type='float' office:value='1'/></t:table-row><t:table-row t:visibility='filter'><t:table-cell "
          "office:value-type='float' office:value='2'/></t:table-row></t:table>"),
      "a.ods", faults);
  ASSERT_TRUE(book);
  const Sheet& sheet = book->sheets.at(0);
  EXPECT_TRUE(sheet.at(0, 0).date);
  EXPECT_FALSE(sheet.at(0, 0).hidden);
  EXPECT_TRUE(sheet.at(0, 1).hidden);
  EXPECT_TRUE(sheet.at(1, 0).hidden);
}

TEST(Ods, AFewKilobytesDoNotBecomeMillionsOfCells) {
  Diagnostics faults;
  read_workbook(ods("<t:table t:name='大'><t:table-row t:number-rows-repeated='1000000'><t:table-cell "
                    "office:value-type='float' office:value='1'/></t:table-row></t:table>"),
                "a.ods", faults);
  EXPECT_TRUE(faults.has_errors());
}

TEST(Ods, TooManyCellsAreReported) {
  Diagnostics faults;
  read_workbook(ods("<t:table t:name='大'><t:table-row t:number-rows-repeated='1000000'><t:table-cell "
                    "t:number-columns-repeated='16000' office:value-type='float' "
                    "office:value='1'/></t:table-row></t:table>"),
                "a.ods", faults);
  EXPECT_TRUE(faults.has_errors());
}

TEST(NumberFormat, WhatIsFollowed) {
  const auto shown = [](const char* value, const char* code) {
    return show_number(*Decimal::parse(value), parse_number_format(code)).text;
  };
  EXPECT_EQ(shown("1234.5", "#,##0"), "1,235");
  EXPECT_EQ(shown("0.5", "0.0%"), "50.0%");
  EXPECT_EQ(shown("-5", "0;(0)"), "(5)");
  EXPECT_EQ(shown("5", "[$¥-804]0.0"), "¥5.0");
  EXPECT_EQ(shown("5", "0\"件\""), "5件");
  EXPECT_EQ(shown("5", "0.##"), "5");
  EXPECT_EQ(shown("5.25", "0.0#"), "5.25");
  EXPECT_EQ(shown("12345", "0,"), "12345");      // scaled by 1000: not followed
  EXPECT_EQ(shown("12345", "0.0E+0"), "12345");  // exponent: not followed
  EXPECT_EQ(shown("12345", "G/通用格式"), "12345");
}

}  // namespace
}  // namespace zh::formats
