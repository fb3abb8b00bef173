using CometSpeech.Core.Audio.Frames;

namespace CometSpeech.Fuzz.Mutation;

/// <summary>
/// Inputs of pieces that follow each other: frames, pages, chunks. Pieces are moved, and changed inside; what counts
/// their bytes or checks them is put right again as a rule, or nothing behind the check would ever be tried.
/// </summary>
internal abstract class PieceShape(params byte[][] tokens) : InputShape
{
    /// <summary>Reads the header of a frame.</summary>
    protected delegate bool FrameReader(ReadOnlySpan<byte> at, out FrameInfo frame);

    private readonly ByteShape _bytes = new(tokens);

    /// <inheritdoc/>
    public override byte[] Mutate(byte[] input, byte[] other, Random random)
    {
        List<byte[]> pieces = random.Next(5) == 0 ? [] : Split(input);
        if (pieces.Count == 0)
        {
            return _bytes.Mutate(input, other, random);
        }

        for (int changes = DrawChanges(random); changes > 0 && pieces.Count > 0; changes--)
        {
            Change(pieces, other, random);
        }

        return [.. pieces.SelectMany(piece => piece)];
    }

    /// <summary>Cuts an input into its pieces, of which all together are the input.</summary>
    protected abstract List<byte[]> Split(byte[] input);

    /// <summary>Puts right what counts or checks the bytes of a piece.</summary>
    protected abstract byte[] Repair(byte[] piece);

    /// <summary>Where the pieces begin that fit a rule; before the first one may stand something else.</summary>
    protected static List<byte[]> SplitAt(byte[] input, IEnumerable<int> starts)
    {
        List<byte[]> pieces = [];
        int before = 0;
        foreach (int start in starts.Append(input.Length))
        {
            if (start > before)
            {
                pieces.Add(input[before..start]);
            }

            before = start;
        }

        return pieces;
    }

    /// <summary>Where frames begin; what lies between two of them belongs to the first.</summary>
    protected static List<byte[]> SplitFrames(byte[] input, FrameReader tryRead)
    {
        List<int> starts = [];
        for (int at = 0; at < input.Length;)
        {
            if (tryRead(input.AsSpan(at), out FrameInfo frame))
            {
                starts.Add(at);
                at += frame.Length;
            }
            else
            {
                at++;
            }
        }

        return SplitAt(input, starts);
    }

    private void Change(List<byte[]> pieces, byte[] other, Random random)
    {
        int at = random.Next(pieces.Count);
        switch (random.Next(10))
        {
            case 0:
                pieces.RemoveAt(at);
                break;
            case 1:
                pieces.Insert(random.Next(pieces.Count + 1), pieces[at]);
                break;
            case 2:
                int second = random.Next(pieces.Count);
                (pieces[at], pieces[second]) = (pieces[second], pieces[at]);
                break;
            case 3:
                List<byte[]> others = Split(other);
                if (others.Count > 0)
                {
                    pieces.Insert(at, others[random.Next(others.Count)]);
                }

                break;
            case 4:
                ChangeAll(pieces, random);
                break;
            default:
                byte[] changed = _bytes.Mutate(pieces[at], other, random);
                pieces[at] = random.Next(8) == 0 ? changed : Repair(changed);
                break;
        }
    }

    // The same byte of every piece's beginning: what all headers must agree in.
    private void ChangeAll(List<byte[]> pieces, Random random)
    {
        int at = random.Next(20);
        byte value = (byte)random.Next(256);
        byte mask = (byte)(random.Next(2) == 0 ? 0xFF : 1 << random.Next(8));
        for (int i = 0; i < pieces.Count; i++)
        {
            if (at < pieces[i].Length)
            {
                byte[] changed = [.. pieces[i]];
                changed[at] = (byte)((changed[at] & ~mask) | (value & mask));
                pieces[i] = Repair(changed);
            }
        }
    }
}
