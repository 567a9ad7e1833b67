package sh.lfc.nv.harness.bench.report;

/**
 * What the same came to with somebody else's server, in the same run.
 *
 * @param figure null where there is none
 * @param absence why there is none; null where there is one
 */
public record PeerFigure(String peer, Figure figure, String absence) {
    public static PeerFigure of(String peer, Figure figure) {
        return new PeerFigure(peer, figure, null);
    }

    public static PeerFigure absent(String peer, String why) {
        return new PeerFigure(peer, null, why);
    }
}
