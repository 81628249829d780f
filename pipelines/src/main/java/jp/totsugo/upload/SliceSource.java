package jp.totsugo.upload;

import java.io.Serializable;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.stream.Collectors;
import org.apache.beam.sdk.coders.Coder;
import org.apache.beam.sdk.coders.SerializableCoder;
import org.apache.beam.sdk.io.BoundedSource;
import org.apache.beam.sdk.options.PipelineOptions;

/** The slices of a plan, each group a split of its own, so that whoever is free takes the next. */
public final class SliceSource extends BoundedSource<SliceSource.Group> {
  private static final long serialVersionUID = 1L;

  /** A few slices that are checked together. */
  public record Group(List<Slice> slices) implements Serializable {}

  private final List<Group> groups;

  public SliceSource(List<Group> groups) {
    this.groups = groups;
  }

  @Override
  public List<? extends BoundedSource<Group>> split(long bundleBytes, PipelineOptions options) {
    return groups.stream()
        .map(group -> new SliceSource(List.of(group)))
        .collect(Collectors.toList());
  }

  @Override
  public long getEstimatedSizeBytes(PipelineOptions options) {
    return groups.stream()
        .flatMap(group -> group.slices().stream())
        .mapToLong(slice -> slice.end() - slice.start())
        .sum();
  }

  @Override
  public Coder<Group> getOutputCoder() {
    return SerializableCoder.of(Group.class);
  }

  @Override
  public BoundedReader<Group> createReader(PipelineOptions options) {
    return new Reader();
  }

  private final class Reader extends BoundedReader<Group> {
    private int next;

    @Override
    public boolean start() {
      return advance();
    }

    @Override
    public boolean advance() {
      next++;
      return next <= groups.size();
    }

    @Override
    public Group getCurrent() {
      if (next < 1 || next > groups.size()) {
        throw new NoSuchElementException();
      }
      return groups.get(next - 1);
    }

    @Override
    public void close() {}

    @Override
    public BoundedSource<Group> getCurrentSource() {
      return SliceSource.this;
    }
  }
}
