#!/usr/bin/perl
# A message centre by another hand: Net::SMPP (Debian libnet-smpp-perl). Says one line per bind and per part, and sends a
# receipt for each part that asks for one.
use strict; use warnings; use Net::SMPP;
$| = 1;
my $listener = Net::SMPP->new_listen('127.0.0.1', port => shift) or die "cannot listen: $!";
print "listening\n";
my $count = 0;
while (my $line = $listener->accept) {
  while (my $pdu = $line->read_pdu) {
    my $cmd = $pdu->{cmd};
    if ($cmd == 0x09) {
      print "bind $pdu->{system_id} $pdu->{password}\n";
      $line->bind_transceiver_resp(system_id => 'perl', seq => $pdu->{seq});
    } elsif ($cmd == 0x04) {
      $count++;
      my $message = $pdu->{short_message};
      printf "part from=%s ton=%d to=%s coding=%d esm=%d receipt=%d hex=%s\n", $pdu->{source_addr},
        $pdu->{source_addr_ton}, $pdu->{destination_addr}, $pdu->{data_coding}, $pdu->{esm_class},
        $pdu->{registered_delivery}, unpack('H*', $message);
      $line->submit_sm_resp(message_id => "perl-$count", seq => $pdu->{seq});
      $line->deliver_sm(source_addr => $pdu->{destination_addr}, destination_addr => $pdu->{source_addr}, esm_class => 4,
        short_message => "id:perl-$count sub:001 dlvrd:001 submit date:2611021200 done date:2611021200 stat:DELIVRD err:000 text:-",
        async => 1) if $pdu->{registered_delivery};
    } elsif ($cmd == 0x80000005) {
      print "receipt answered $pdu->{status}\n";
    } elsif ($cmd == 0x15) {
      $line->enquire_link_resp(seq => $pdu->{seq});
    } elsif ($cmd == 0x06) {
      $line->unbind_resp(seq => $pdu->{seq});
      last;
    }
  }
  print "line over\n";
}
