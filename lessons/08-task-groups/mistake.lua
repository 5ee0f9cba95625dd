-- Two files: fire, and forget.
local disk = "open"

local function say(text)
  print(now() .. " ms: " .. text)
end

local function save(ms)
  sleep(ms)
  if disk ~= "open" then
    error("the disk is gone", 0)
  end
  say(current():name() .. " saved")
end

local function save_all()
  spawn("text", save, 10)
  spawn("video", save, 30)
end

spawn("saver", save_all):await()
say("all saved")
sleep(20)
disk = "taken out"
say("the disk is taken out")
sleep(20)
