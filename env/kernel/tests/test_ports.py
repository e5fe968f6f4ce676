"""A kernel gets the ports that Jupyter chose for it, whoever else looks for some."""

import socket
import sys
import threading
import time
import unittest
from unittest import mock

import zmq

from env.kernel import layout

sys.path.append(str(layout.HERE))  # the launcher runs as a program there

import launch  # noqa: E402
import wire  # noqa: E402

HERE = "127.0.0.1"


class PortsTest(unittest.TestCase):
    def test_what_is_promised_to_jupyter_is_given_to_nobody_else(self):
        for _ in range(20):
            promised = set(launch.free_ports(HERE, set()).values())
            found = launch.free_ports(HERE, promised)
            self.assertEqual(len(set(found.values()) - promised), 5)

    def test_a_promised_port_that_the_system_hands_out_is_passed_over(self):
        made = [mock.Mock() for _ in range(7)]
        for port, server in enumerate(made):
            server.getsockname.return_value = (HERE, port)
        with mock.patch.object(socket, "create_server", side_effect=made):
            found = launch.free_ports(HERE, {0, 3})
        self.assertEqual(list(found.values()), [1, 2, 4, 5, 6])
        self.assertTrue(all(server.close.called for server in made))

    def test_a_port_that_is_taken_for_a_moment_is_waited_for(self):
        other = socket.create_server((HERE, 0))
        place = f"tcp://{HERE}:{other.getsockname()[1]}"
        threading.Timer(0.3, other.close).start()
        with zmq.Context() as context, context.socket(zmq.ROUTER) as ours:
            wire.bind(ours, place)
            self.assertEqual(ours.last_endpoint.decode(), place)

    def test_a_port_that_stays_taken_is_an_error_and_no_endless_wait(self):
        with socket.create_server((HERE, 0)) as other, zmq.Context() as context, context.socket(zmq.ROUTER) as ours:
            begun = time.monotonic()
            with self.assertRaises(zmq.ZMQError):
                wire.bind(ours, f"tcp://{HERE}:{other.getsockname()[1]}", patience=0.2)
            self.assertLess(time.monotonic() - begun, 5)


if __name__ == "__main__":
    unittest.main()
