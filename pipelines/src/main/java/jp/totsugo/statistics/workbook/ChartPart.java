package jp.totsugo.statistics.workbook;

import com.google.common.xml.XmlEscapers;
import java.util.List;

/**
 * Charts as parts of a workbook (ISO/IEC 29500-1, DrawingML): one drawing a sheet, one part a
 * chart. A library that writes charts costs a run of few records more time than the run itself.
 */
final class ChartPart {
  private static final String HEAD =
      "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n";
  private static final String OFFICE = "http://schemas.openxmlformats.org/";
  private static final String CHART = OFFICE + "drawingml/2006/chart";
  private static final String DRAWING = OFFICE + "drawingml/2006/main";
  private static final String SHEET_DRAWING = OFFICE + "drawingml/2006/spreadsheetDrawing";
  private static final String LINKS = OFFICE + "officeDocument/2006/relationships";
  private static final String LINK_PARTS = OFFICE + "package/2006/relationships";

  /** Told apart by those who see no colours too, and in grey: dark to light. */
  private static final List<String> COLOURS =
      List.of("1B3A5C", "C25B12", "2E7D6B", "8E6BB0", "7A7A7A");

  private static final List<String> MARKERS =
      List.of("circle", "square", "diamond", "triangle", "x");

  private ChartPart() {}

  /** The part of a chart. */
  static String chart(Chart chart, String sheet) {
    boolean isLine = chart.kind() == Chart.Kind.LINES;
    boolean isBar = chart.kind() == Chart.Kind.BARS;
    StringBuilder out = new StringBuilder(HEAD);
    out.append("<c:chartSpace xmlns:c=\"" + CHART + "\" xmlns:a=\"" + DRAWING + "\">");
    out.append("<c:roundedCorners val=\"0\"/><c:chart>").append(title(chart.title(), 1200));
    out.append("<c:autoTitleDeleted val=\"0\"/><c:plotArea><c:layout/>");
    if (isLine) {
      out.append("<c:lineChart><c:grouping val=\"standard\"/><c:varyColors val=\"0\"/>");
    } else {
      out.append("<c:barChart><c:barDir val=\"").append(isBar ? "bar" : "col");
      out.append("\"/><c:grouping val=\"clustered\"/><c:varyColors val=\"0\"/>");
    }
    for (int i = 0; i < chart.series().size(); i++) {
      out.append(series(chart, i, sheet));
    }
    out.append(isLine ? "<c:marker val=\"1\"/>" : "<c:gapWidth val=\"40\"/>");
    out.append("<c:axId val=\"1\"/><c:axId val=\"2\"/>");
    out.append(isLine ? "</c:lineChart>" : "</c:barChart>");
    out.append("<c:catAx><c:axId val=\"1\"/><c:scaling><c:orientation val=\"");
    out.append(isBar ? "maxMin" : "minMax").append("\"/></c:scaling><c:delete val=\"0\"/>");
    out.append("<c:axPos val=\"").append(isBar ? "l" : "b").append("\"/>");
    out.append("<c:majorTickMark val=\"none\"/><c:minorTickMark val=\"none\"/>");
    out.append("<c:tickLblPos val=\"low\"/>").append(text(800));
    out.append("<c:crossAx val=\"2\"/><c:crosses val=\"autoZero\"/></c:catAx>");
    out.append("<c:valAx><c:axId val=\"2\"/><c:scaling><c:orientation val=\"minMax\"/>");
    out.append("<c:min val=\"0\"/></c:scaling><c:delete val=\"0\"/><c:axPos val=\"");
    out.append(isBar ? "b" : "l").append("\"/><c:majorGridlines><c:spPr><a:ln w=\"6350\">");
    out.append("<a:solidFill><a:srgbClr val=\"D0D0D0\"/></a:solidFill></a:ln></c:spPr>");
    out.append("</c:majorGridlines>").append(title(chart.unit(), 800));
    out.append("<c:numFmt formatCode=\"#,##0\" sourceLinked=\"0\"/>");
    out.append("<c:majorTickMark val=\"none\"/><c:minorTickMark val=\"none\"/>");
    out.append("<c:tickLblPos val=\"nextTo\"/>").append(text(800));
    out.append("<c:crossAx val=\"1\"/><c:crosses val=\"").append(isBar ? "max" : "autoZero");
    out.append("\"/></c:valAx></c:plotArea>");
    if (chart.series().size() > 1) {
      out.append("<c:legend><c:legendPos val=\"b\"/><c:overlay val=\"0\"/></c:legend>");
    }
    out.append("<c:plotVisOnly val=\"1\"/><c:dispBlanksAs val=\"gap\"/></c:chart>");
    return out.append("</c:chartSpace>").toString();
  }

  private static String series(Chart chart, int i, String sheet) {
    Chart.Series series = chart.series().get(i);
    String colour = COLOURS.get(i % COLOURS.size());
    String fill = "<a:solidFill><a:srgbClr val=\"" + colour + "\"/></a:solidFill>";
    boolean isLine = chart.kind() == Chart.Kind.LINES;
    return "<c:ser><c:idx val=\""
        + i
        + "\"/><c:order val=\""
        + i
        + "\"/><c:tx><c:strRef><c:f>"
        + cells(sheet, series.column(), series.heading(), series.heading())
        + "</c:f></c:strRef></c:tx><c:spPr>"
        + (isLine ? "<a:ln w=\"28575\">" + fill + "</a:ln>" : fill)
        + "</c:spPr>"
        + (isLine
            ? "<c:marker><c:symbol val=\""
                + MARKERS.get(i % MARKERS.size())
                + "\"/><c:size val=\"7\"/><c:spPr>"
                + fill
                + "</c:spPr></c:marker>"
            : "<c:invertIfNegative val=\"0\"/>")
        + "<c:cat><c:strRef><c:f>"
        + cells(
            sheet,
            chart.categories().column(),
            chart.categories().first(),
            chart.categories().last())
        + "</c:f></c:strRef></c:cat><c:val><c:numRef><c:f>"
        + cells(sheet, series.column(), chart.categories().first(), chart.categories().last())
        + "</c:f></c:numRef></c:val>"
        + (isLine ? "<c:smooth val=\"0\"/>" : "")
        + "</c:ser>";
  }

  private static String title(String text, int size) {
    return "<c:title><c:tx><c:rich><a:bodyPr/><a:p><a:pPr><a:defRPr sz=\""
        + size
        + "\" b=\"0\"/></a:pPr><a:r><a:rPr lang=\"ja-JP\" sz=\""
        + size
        + "\" b=\"0\"/><a:t>"
        + escaped(text)
        + "</a:t></a:r></a:p></c:rich></c:tx><c:overlay val=\"0\"/></c:title>";
  }

  private static String text(int size) {
    return "<c:txPr><a:bodyPr/><a:p><a:pPr><a:defRPr sz=\""
        + size
        + "\"/></a:pPr><a:endParaRPr lang=\"ja-JP\"/></a:p></c:txPr>";
  }

  private static String cells(String sheet, int column, int first, int last) {
    String name = "$" + letters(column) + "$";
    String from = "'" + sheet + "'!" + name + (first + 1);
    return escaped(first == last ? from : from + ":" + name + (last + 1));
  }

  /** A, ..., Z, AA, ... */
  static String letters(int column) {
    return column < 26
        ? String.valueOf((char) ('A' + column))
        : letters(column / 26 - 1) + letters(column % 26);
  }

  /** The drawing of a sheet, with its charts in their order. */
  static String drawing(List<Chart> charts) {
    StringBuilder out = new StringBuilder(HEAD);
    out.append("<xdr:wsDr xmlns:xdr=\"" + SHEET_DRAWING + "\" xmlns:a=\"" + DRAWING + "\">");
    for (int i = 0; i < charts.size(); i++) {
      Chart.Place place = charts.get(i).place();
      out.append("<xdr:twoCellAnchor><xdr:from>").append(corner(place.column(), place.row()));
      out.append("</xdr:from><xdr:to>").append(corner(place.lastColumn(), place.lastRow()));
      out.append("</xdr:to><xdr:graphicFrame macro=\"\"><xdr:nvGraphicFramePr><xdr:cNvPr id=\"");
      out.append(i + 2).append("\" name=\"chart ").append(i + 1).append("\" descr=\"");
      out.append(escaped(charts.get(i).title())).append("\"/><xdr:cNvGraphicFramePr/>");
      out.append("</xdr:nvGraphicFramePr><xdr:xfrm><a:off x=\"0\" y=\"0\"/>");
      out.append("<a:ext cx=\"0\" cy=\"0\"/></xdr:xfrm><a:graphic><a:graphicData uri=\"" + CHART);
      out.append("\"><c:chart xmlns:c=\"" + CHART + "\" xmlns:r=\"" + LINKS + "\" r:id=\"rId");
      out.append(i + 1).append("\"/></a:graphicData></a:graphic></xdr:graphicFrame>");
      out.append("<xdr:clientData/></xdr:twoCellAnchor>");
    }
    return out.append("</xdr:wsDr>").toString();
  }

  private static String corner(int column, int row) {
    return "<xdr:col>"
        + column
        + "</xdr:col><xdr:colOff>0</xdr:colOff><xdr:row>"
        + row
        + "</xdr:row><xdr:rowOff>0</xdr:rowOff>";
  }

  /** Links from a part to others, {@code rId1} and so on. */
  static String links(String kind, List<String> targets) {
    StringBuilder out = new StringBuilder(HEAD);
    out.append("<Relationships xmlns=\"" + LINK_PARTS + "\">");
    for (int i = 0; i < targets.size(); i++) {
      out.append("<Relationship Id=\"rId").append(i + 1).append("\" Type=\"" + LINKS + "/");
      out.append(kind).append("\" Target=\"").append(targets.get(i)).append("\"/>");
    }
    return out.append("</Relationships>").toString();
  }

  private static String escaped(String text) {
    return XmlEscapers.xmlAttributeEscaper().escape(text);
  }
}
