#include "render/chart_workbook.h"

#include "base/text.h"
#include "render/docx_package.h"
#include "render/xlsx_parts.h"

namespace zh::render {

std::string chart_workbook(const document::ChartSpec& chart) {
  SheetWriter sheet;
  sheet.begin_row();
  sheet.text("", SheetStyle::plain);
  for (const document::ChartSeries& series : chart.series) sheet.text(series.name, SheetStyle::header);
  for (std::size_t i = 0; i < chart.categories.size(); ++i) {
    sheet.begin_row();
    sheet.text(chart.categories[i], SheetStyle::plain);
    for (const document::ChartSeries& series : chart.series) {
      if (i < series.points.size() && series.points[i].value)
        sheet.number(*series.points[i].value);
      else
        sheet.skip();
    }
  }
  Package package;
  Relationships root, workbook;
  root.add("officeDocument", "xl/workbook.xml");
  package.add("xl/workbook.xml", workbook_xml({{"Sheet1", workbook.add("worksheet", "worksheets/sheet1.xml")}}), kWorkbookType);
  package.add("xl/worksheets/sheet1.xml", sheet.take({}), kWorksheetType);
  workbook.add("styles", "styles.xml");
  package.add("xl/styles.xml", sheet_styles_xml(), kSheetStylesType);
  package.relate("", root);
  package.relate("xl/workbook.xml", workbook);
  return package.finish(true);
}

}  // namespace zh::render
