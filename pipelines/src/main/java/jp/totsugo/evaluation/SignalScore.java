package jp.totsugo.evaluation;

/**
 * How well signals tell rates that rose, among insurers of one size.
 *
 * @param size records from this many on, up to ten times as many
 * @param times how many times as high the rate became; 0 for the rates that did not rise
 * @param planted insurers and rules whose rate rose so; of those that did not, how many signals
 *     speak
 * @param againstItself those of them with a signal against the insurer's own past
 * @param amongPeers those of them with a signal against insurers of its type
 * @param either those of them with any
 */
public record SignalScore(
    long size, int times, long planted, long againstItself, long amongPeers, long either) {}
