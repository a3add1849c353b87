#!/usr/bin/env python3
"""Sends a raw G.711 file as RTP, by another hand than the receiver's: with loss, reordering, duplicates, jitter and a
sequence that runs over its end; encrypted by libsrtp (Debian python3-pylibsrtp) with --srtp KEY, 30 bytes in base64.
Prints one line: packets sent, lost.
rtp_send.py FILE HOST PORT [--pt 0|8] [--loss .01] [--reorder .02] [--dup .01] [--jitter ms] [--speed 1] [--seq0 65500]
            [--hole FROM:COUNT] [--seed 1] [--srtp KEY] [--dtmf]"""
import argparse, random, socket, struct, sys, time
parser = argparse.ArgumentParser()
parser.add_argument('file')
parser.add_argument('host')
parser.add_argument('port', type=int)
for name, kind, default in (('pt', int, 0), ('loss', float, 0), ('reorder', float, 0), ('dup', float, 0),
                            ('jitter', float, 0), ('speed', float, 1), ('seq0', int, 65500), ('seed', int, 1)):
    parser.add_argument('--' + name, type=kind, default=default)
parser.add_argument('--hole', default='')
parser.add_argument('--srtp', default='')
parser.add_argument('--dtmf', action='store_true')
given = parser.parse_args()
protect = lambda packet: packet
if given.srtp:
    import base64
    from pylibsrtp import Policy, Session
    session = Session(policy=Policy(key=base64.b64decode(given.srtp), ssrc_type=Policy.SSRC_ANY_OUTBOUND))
    protect = session.protect
chance = random.Random(given.seed)
ssrc = chance.getrandbits(32)
out = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)
voice = open(given.file, 'rb').read()
silence = b'\xff' if given.pt == 0 else b'\xd5'
hole_from, hole_count = (int(part) for part in given.hole.split(':')) if given.hole else (0, 0)
sequence, stamp, started, held, sent, lost = given.seq0, chance.getrandbits(32), time.monotonic(), None, 0, 0
target = (given.host, given.port)
for at in range(0, len(voice), 160):
    number = at // 160
    frame = voice[at:at + 160].ljust(160, silence)
    packet = protect(struct.pack('!BBHII', 0x80, (128 if number == 0 else 0) | given.pt, sequence & 0xffff, stamp, ssrc) + frame)
    sequence += 1
    stamp = (stamp + 160) & 0xffffffff
    due = started + number * .02 / given.speed + chance.random() * given.jitter / 1000
    wait = due - time.monotonic()
    if wait > 0:
        time.sleep(wait)
    if chance.random() < given.loss or hole_from <= number < hole_from + hole_count:
        lost += 1
        continue
    if given.dtmf and number % 50 == 0:
        out.sendto(struct.pack('!BBHII', 0x80, 101, sequence & 0xffff, stamp, ssrc) + bytes([number % 10, 0, 0, 160]), target)
    if held is None and chance.random() < given.reorder:
        held = packet
        continue
    out.sendto(packet, target)
    sent += 1
    if chance.random() < given.dup:
        out.sendto(packet, target)
    if held is not None:
        out.sendto(held, target)
        held = None
        sent += 1
if held is not None:
    out.sendto(held, target)
    sent += 1
print(f'{sent} {lost}')
