package main

import (
	"errors"
	"fmt"
	"log/slog"
	"net"
	"net/netip"
	"net/url"
	"strings"

	"appdepot/cmd/appdepot/listen"
)

// network says how the server is reached, and by whom.
type network struct {
	Listen          string         `default:"127.0.0.1:8080" env:"APPDEPOT_LISTEN" help:"Address to listen on."`
	PublicURL       *url.URL       `name:"public-url" env:"APPDEPOT_PUBLIC_URL" help:"How people reach this server, when that is not the address it listens on."`
	Certificate     string         `name:"tls-certificate" env:"APPDEPOT_TLS_CERTIFICATE" help:"File of the TLS certificate chain; with it the server speaks https."`
	Key             string         `name:"tls-key" env:"APPDEPOT_TLS_KEY" help:"File of the TLS certificate's key."`
	Proxies         []netip.Prefix `name:"trusted-proxies" env:"APPDEPOT_TRUSTED_PROXIES" help:"Networks of proxies whose X-Forwarded-For header is believed."`
	Connections     int            `name:"connections-per-address" default:"512" env:"APPDEPOT_CONNECTIONS_PER_ADDRESS" help:"Connections that one address may have at once, trusted proxies excepted; 0 is any number."`
	MetricsListen   string         `name:"metrics-listen" env:"APPDEPOT_METRICS_LISTEN" help:"Address of its own on which /metrics is answered, over http."`
	MetricsToken    string         `name:"metrics-token" env:"APPDEPOT_METRICS_TOKEN" help:"Token with which /metrics is answered on the public address."`
	SecurityContact string         `name:"security-contact" env:"APPDEPOT_SECURITY_CONTACT" help:"Email address or https URL for who finds a weakness, told in /.well-known/security.txt."`
}

// shortestToken is the least characters of the token for metrics.
const shortestToken = 16

// check says what is wrong with the flags.
func (n network) check() error {
	switch {
	case (n.Certificate == "") != (n.Key == ""):
		return errors.New("TLS needs both a certificate and a key: give --tls-certificate and --tls-key, or neither")
	case n.MetricsToken != "" && len(n.MetricsToken) < shortestToken:
		return fmt.Errorf("the metrics token is too short: give --metrics-token at least %d characters", shortestToken)
	case n.Connections < 0:
		return errors.New("--connections-per-address is a number of connections, or 0 for any number")
	}
	u, err := url.Parse(n.contact())
	if err != nil || n.SecurityContact != "" && u.Scheme != "mailto" && u.Scheme != "https" && u.Scheme != "tel" {
		return errors.New("--security-contact is an email address or an https:// URL")
	}
	return nil
}

// contact is the security contact as a URI.
func (n network) contact() string {
	if strings.Contains(n.SecurityContact, "@") && !strings.Contains(n.SecurityContact, ":") {
		return "mailto:" + n.SecurityContact
	}
	return n.SecurityContact
}

func (n network) address(l net.Listener) string {
	if u := n.public(); u != nil {
		return u.String()
	}
	scheme := "http"
	if n.Certificate != "" {
		scheme = "https"
	}
	return scheme + "://" + l.Addr().String()
}

func (n network) public() *url.URL {
	if n.PublicURL == nil || n.PublicURL.Host == "" {
		return nil
	}
	return n.PublicURL
}

// open listens on all addresses. The caller serves on the door, or closes it.
func (n network) open(log *slog.Logger) (*door, error) {
	d := &door{log: log}
	if n.Certificate != "" {
		var err error
		if d.tls, err = listen.TLS(n.Certificate, n.Key, log); err != nil {
			return nil, err
		}
	}
	l, err := net.Listen("tcp", n.Listen)
	if err != nil {
		return nil, fmt.Errorf("listen on %s: %w", n.Listen, err)
	}
	d.listener = listen.PerAddress(l, n.Connections, n.Proxies, log)
	if n.MetricsListen == "" {
		return d, nil
	}
	if d.metrics, err = net.Listen("tcp", n.MetricsListen); err != nil {
		return nil, errors.Join(fmt.Errorf("listen for metrics on %s: %w", n.MetricsListen, err), l.Close())
	}
	log.Info("metrics", "address", "http://"+d.metrics.Addr().String()+"/metrics")
	return d, nil
}
