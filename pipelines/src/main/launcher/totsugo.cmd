@echo off
rem The launcher of the distribution on Windows: starts the program that stands in lib\ beside it. Needs Java 17 and nothing else.
setlocal DisableDelayedExpansion
rem Not the java.exe of whatever folder this is started in.
set "NoDefaultCurrentDirectoryInExePath=1"

set "java=java.exe"
if defined JAVA_HOME set "java=%JAVA_HOME%\bin\java.exe"
"%java%" -version 2>&1 | findstr /R /C:"version .17[.]" >nul
if errorlevel 1 (
  echo totsugo: needs Java 17; set JAVA_HOME to one 1>&2
  exit /b 5
)

set "heap=2g"
if defined TOTSUGO_HEAP set "heap=%TOTSUGO_HEAP%"
"%java%" -XX:+UseParallelGC "-Xmx%heap%" -XX:+DisplayVMOutputToStderr -Xlog:disable -Dfile.encoding=UTF-8 -Dtotsugo.exitBase=64 ^
  --add-opens=java.base/java.lang=ALL-UNNAMED --add-opens=java.base/java.util=ALL-UNNAMED ^
  --add-opens=java.base/java.time=ALL-UNNAMED --add-opens=java.base/java.nio=ALL-UNNAMED ^
  --add-opens=java.base/sun.nio.fs=ALL-UNNAMED ^
  -cp "%~dp0lib\*" jp.totsugo.cli.Main %*
set "code=%errorlevel%"

rem Java's own exit codes overlap with the program's, so the program adds 64 to its own.
if %code% geq 64 if %code% leq 69 (
  set /a code-=64
  goto end
)
echo totsugo: Java did not start, or broke down; nothing is published 1>&2
set "code=5"
:end
exit /b %code%
