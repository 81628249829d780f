' Fills in a pack with LibreOffice, as a clerk would, and saves it in several ways.
Option Explicit

Private answers()
Private idColumn, answerColumn As Integer

Sub Main(folder As String)
  answers = AnswersIn(folder & "/answers.tsv")
  Save folder, "libreoffice.xlsx", "", XLSX
  Save folder, "libreoffice-sorted.xlsx", "sorted", XLSX
  Save folder, "libreoffice-filtered.xlsx", "filtered", XLSX
  Save folder, "libreoffice-row-deleted.xlsx", "row deleted", XLSX
  Save folder, "libreoffice-column-inserted.xlsx", "column inserted", XLSX
  Save folder, "libreoffice-sheet-renamed.xlsx", "sheet renamed", XLSX
  Save folder, "libreoffice-utf-8.csv", "", "Text - txt - csv (StarCalc)"
  Save folder, "libreoffice-windows-31j.csv", "", "Text - txt - csv (StarCalc)"
End Sub

Function XLSX As String
  XLSX = "Calc MS Excel 2007 XML"
End Function

' The rows of a text: issue, answer, reason, day, name.
Function AnswersIn(file As String)
  Dim files, stream, rows(), n
  files = CreateUnoService("com.sun.star.ucb.SimpleFileAccess")
  stream = CreateUnoService("com.sun.star.io.TextInputStream")
  stream.setInputStream(files.openFileRead(ConvertToURL(file)))
  stream.setEncoding("UTF-8")
  n = -1
  Do While Not stream.isEOF()
    Dim cells
    cells = stream.readLine()
    If cells <> "" Then
      n = n + 1
      ReDim Preserve rows(n)
      rows(n) = Split(cells, Chr(9))
    End If
  Loop
  AnswersIn = rows
End Function

Sub Save(folder, fileName, change, filter)
  Dim hidden(0) As New com.sun.star.beans.PropertyValue
  Dim way(1) As New com.sun.star.beans.PropertyValue
  Dim document, list
  hidden(0).Name = "Hidden"
  hidden(0).Value = True
  document = StarDesktop.loadComponentFromURL(ConvertToURL(folder & "/pack.xlsx"), "_blank", 0, hidden())
  list = document.Sheets.getByName("訂正一覧")
  FillIn document, list
  Rearrange list, change
  way(0).Name = "FilterName"
  way(0).Value = filter
  If filter <> XLSX Then
    ' 76 is UTF-8, 60 is windows-31j; as shown; the second sheet.
    way(1).Name = "FilterOptions"
    way(1).Value = "44,34," & IIf(InStr(fileName, "utf") > 0, "76", "60") & ",1,,0,false,true,true,false,false,2"
  End If
  document.storeToURL(ConvertToURL(folder & "/returned/" & fileName), way())
  document.close(True)
End Sub

Sub FillIn(document, list)
  Dim i, row, answer
  idColumn = ColumnOf(list, "指摘番号")
  answerColumn = ColumnOf(list, "回答")
  For row = 1 To LastRow(list)
    For i = 0 To UBound(answers)
      answer = answers(i)
      If list.getCellByPosition(idColumn, row).String = answer(0) Then
        list.getCellByPosition(answerColumn, row).String = answer(1)
        list.getCellByPosition(answerColumn + 1, row).String = answer(2)
        WriteDay document, list.getCellByPosition(answerColumn + 2, row), answer(3), i
        list.getCellByPosition(answerColumn + 3, row).String = answer(4)
      End If
    Next i
  Next row
End Sub

' Every day in another way, the first as a date.
Sub WriteDay(document, cell, iso, i)
  Dim locale As New com.sun.star.lang.Locale
  Dim y, m, d, key
  y = CInt(Left(iso, 4))
  m = CInt(Mid(iso, 6, 2))
  d = CInt(Right(iso, 2))
  Select Case i Mod 5
    Case 0
      key = document.NumberFormats.queryKey("YYYY/MM/DD", locale, False)
      If key = -1 Then key = document.NumberFormats.addNew("YYYY/MM/DD", locale)
      cell.NumberFormat = key
      cell.Value = DateSerial(y, m, d)
    Case 1
      cell.String = y & "/" & m & "/" & d
    Case 2
      cell.String = "R" & (y - 2018) & "." & m & "." & d
    Case 3
      cell.String = "令和" & (y - 2018) & "年" & m & "月" & d & "日"
    Case Else
      cell.String = iso
  End Select
End Sub

Sub Rearrange(list, change)
  Dim row
  If change = "" Then Exit Sub
  ' It is locked without a password.
  list.unprotect("")
  Select Case change
    Case "sorted"
      Dim field(0) As New com.sun.star.table.TableSortField
      Dim how(1) As New com.sun.star.beans.PropertyValue
      field(0).Field = ColumnOf(list, "宛名番号")
      field(0).IsAscending = False
      how(0).Name = "SortFields"
      how(0).Value = field()
      how(1).Name = "ContainsHeader"
      how(1).Value = True
      list.getCellRangeByPosition(0, 0, answerColumn + 3, LastRow(list)).sort(how())
    Case "filtered"
      Dim filter, wanted(0) As New com.sun.star.sheet.TableFilterField
      filter = list.getCellRangeByPosition(0, 0, answerColumn + 3, LastRow(list)).createFilterDescriptor(True)
      wanted(0).Field = ColumnOf(list, "区分")
      wanted(0).IsNumeric = False
      wanted(0).StringValue = list.getCellByPosition(wanted(0).Field, 1).String
      wanted(0).Operator = com.sun.star.sheet.FilterOperator.EQUAL
      filter.ContainsHeader = True
      filter.setFilterFields(wanted())
      list.getCellRangeByPosition(0, 0, answerColumn + 3, LastRow(list)).filter(filter)
    Case "row deleted"
      ' The first row has no answer.
      list.Rows.removeByIndex(1, 1)
    Case "column inserted"
      list.Columns.insertByIndex(ColumnOf(list, "値"), 1)
      list.getCellByPosition(ColumnOf(list, "値") - 1, 0).String = "社内メモ"
      list.getCellByPosition(ColumnOf(list, "値") - 1, 1).String = "確認待ち"
    Case "sheet renamed"
      list.Name = "5月分（佐藤）"
  End Select
End Sub

Function ColumnOf(list, heading)
  Dim i
  For i = 0 To 40
    If list.getCellByPosition(i, 0).String = heading Then
      ColumnOf = i
      Exit Function
    End If
  Next i
End Function

Function LastRow(list)
  Dim cursor
  cursor = list.createCursor()
  cursor.gotoEndOfUsedArea(False)
  LastRow = cursor.RangeAddress.EndRow
End Function
