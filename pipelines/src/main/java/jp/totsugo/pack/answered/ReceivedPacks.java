package jp.totsugo.pack.answered;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.ToLongFunction;

/**
 * What came of all packs.
 *
 * @param runId of the run that they were made of
 * @param files in the order in which they were read
 * @param receipts by insurer
 */
public record ReceivedPacks(
    String runId, String asOf, List<PackFile> files, List<InsurerReceipt> receipts) {

  /** A figure of all insurers together. */
  public long sum(ToLongFunction<InsurerReceipt> figure) {
    return receipts.stream().mapToLong(figure).sum();
  }

  /** The files of which nothing is taken. */
  public List<PackFile> refusedFiles() {
    return files.stream().filter(file -> file.refused() != null).toList();
  }

  /** As {@code receive.json} has it. */
  Map<String, Object> toJson() {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("runId", runId);
    json.put("asOf", asOf);
    json.put("accepted", sum(InsurerReceipt::accepted));
    json.put("disputes", sum(InsurerReceipt::disputes));
    json.put("refused", sum(InsurerReceipt::refused));
    json.put("answeredSince", sum(InsurerReceipt::overtaken));
    json.put("unanswered", sum(InsurerReceipt::unanswered));
    json.put("laterCounts", sum(InsurerReceipt::laterCounts));
    json.put("insurers", receipts.stream().map(ReceivedPacks::figures).toList());
    json.put("files", fileFigures());
    return json;
  }

  private static Map<String, Object> figures(InsurerReceipt receipt) {
    Map<String, Object> figures = new LinkedHashMap<>();
    figures.put("insurer", receipt.insurer());
    figures.put("files", receipt.files().size());
    figures.put("accepted", receipt.accepted());
    figures.put("disputes", receipt.disputes());
    figures.put("refused", receipt.refused());
    figures.put("answeredSince", receipt.overtaken());
    figures.put("unanswered", receipt.unanswered());
    figures.put("laterCounts", receipt.laterCounts());
    return figures;
  }

  private List<Map<String, Object>> fileFigures() {
    Map<Integer, String> insurers = new LinkedHashMap<>();
    List<Integer> otherRun = new ArrayList<>();
    for (InsurerReceipt receipt : receipts) {
      receipt.files().forEach(file -> insurers.put(file, receipt.insurer()));
      otherRun.addAll(receipt.otherRun());
    }
    List<Map<String, Object>> figures = new ArrayList<>();
    for (int i = 0; i < files.size(); i++) {
      PackFile file = files.get(i);
      Map<String, Object> figure = new LinkedHashMap<>();
      figure.put("name", file.name());
      figure.put("bytes", file.bytes());
      figure.put("sha256", file.sha256());
      if (file.refused() != null) {
        figure.put("refused", file.refused().name());
      } else if (!file.sameAs().isEmpty()) {
        figure.put("sameAs", file.sameAs());
      } else {
        figure.put("insurer", insurers.get(i));
        figure.put("packId", file.packId());
        figure.put("ofThisRun", !otherRun.contains(i));
        figure.put("answered", file.answered());
        figure.put("unanswered", file.unanswered());
      }
      figures.add(figure);
    }
    return figures;
  }
}
