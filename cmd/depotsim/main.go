package main

import (
	"context"
	"os"
	"os/signal"
	"syscall"
	"time"

	"github.com/alecthomas/kong"

	"appdepot/cmd/depotsim/client"
)

// options are the command line.
type options struct {
	Server          string            `help:"Address of the server." default:"http://127.0.0.1:8080" env:"APPDEPOT_PUBLIC_URL"`
	Devices         int               `help:"How many new devices to enroll; without it, as many as there are unused tokens." default:"-1"`
	EnrollmentToken []string          `help:"One-time enrollment token, one for each new device; may be repeated." sep:"none" placeholder:"TOKEN"`
	TokensFile      string            `help:"File with one enrollment token a line." type:"path" placeholder:"FILE"`
	State           string            `help:"File that keeps the devices and their tokens; devices found in it go on." placeholder:"FILE"`
	Platform        []client.Platform `help:"Platforms of the new devices, in turn." default:"windows,android" placeholder:"PLATFORM"`
	Wait            time.Duration     `help:"How long to wait for the server to answer, and for the file with the tokens." default:"0"`
	Every           time.Duration     `help:"Time between check-ins; 0 is what the server says." default:"0"`
	Spread          time.Duration     `help:"Over how long the first check-ins are spread, of devices that do not come more often than that." default:"0"`
	Once            bool              `help:"Check in until every device has nothing left to do, then stop."`
	Parallel        int               `help:"Devices that check in at the same time." default:"50"`
	FailRate        float64           `help:"How often an installation fails, from 0 to 1."`
	RemoveRate      float64           `help:"How often a person removes an app before a check-in, from 0 to 1."`
	BreakRate       float64           `help:"How often a download breaks off and goes on, from 0 to 1."`
	Delay           time.Duration     `help:"The longest an installation takes."`
	Seed            uint64            `help:"The same seed gives the same behavior." default:"1"`
	Keep            string            `help:"Folder to keep verified packages in." placeholder:"FOLDER"`
	Quiet           bool              `help:"Print the summary only."`
}

func main() {
	var o options
	k := kong.Parse(&o, kong.Description("A fleet of pretend devices for an Appdepot server."))
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM)
	defer stop()
	k.FatalIfErrorf(o.Run(ctx, os.Stdout))
}
