-- random program 276
local function say(s) print(string.format("%d %s", now(), s)) end
local function yn(b) return b and "yes" or "no" end
local kind
function kind(e)
  if is(e, ErrorGroup) then
    local t = {}
    for i, x in ipairs(e.errors) do t[i] = kind(x) end
    return "ErrorGroup[" .. table.concat(t, ", ") .. "]"
  end
  for n, k in pairs { Cancelled = Cancelled, Timeout = Timeout, InvalidState = InvalidState,
      QueueEmpty = QueueEmpty, QueueFull = QueueFull, BrokenBarrier = BrokenBarrier } do
    if is(e, k) then return n end
  end
  return tostring(e)
end

  
local T = {}
local lk, sm, ev, cd, br, q = lock(), semaphore(1), event(), condition(), barrier(2), queue(0)
local function w1()
  do local _ <close> = cd:hold()
    cd:notify(1)
  end
  do local _ <close> = cd:hold()
    cd:wait()
    say("w1 3 woken")
  end
  ev:wait()
  say("w1 5 ev")
  local function f7()
    say("w1.f7 8")
    do local _ <close> = lk:hold()
      say("w1.f7 10 in")
      do local _ <close> = cd:hold()
        cd:wait()
        say("w1.f7 12 woken")
      end
      say("w1.f7 14")
    end
    error("E15", 0)
  end
  local function f16()
    say("w1.f16 17")
    if not q:full() then q:put_nowait(18) end
    say("w1.f16 20")
    return "f16"
  end
  do local ok, e = pcall(function() say("w1 6 got " .. table.concat({ gather { spawn("f7", f7), spawn("f16", f16) } }, " ")) end)
    if not ok then if type(e) == "string" then say("w1 6 err " .. kind(e)) else error(e, 0) end end end
  say("w1 21 end")
end
local function w2()
  say("w2 23")
  if not q:empty() then say("w2 took " .. q:get_nowait()) end
  say("w2 25 end")
end
local function w3()
  local function f27()
    say("w3.f27 28")
    current():cancel()
    say("w3.f27 count " .. current():cancelling())
    return "f27"
  end
  local function f31()
    say("w3.f31 32")
    sleep(0)
    say("w3.f31 34")
    local function f36()
      say("w3.f31.f36 37")
      say("w3.f31.f36 barrier " .. br:wait())
      if T.w3 then say("w3.f31.f36 cancels w3 " .. yn(T.w3:cancel())) end
      do local ok, e = pcall(function() T.w1:await() end)
        if ok then say("w3.f31.f36 40 ok") elseif type(e) == "string" then say("w3.f31.f36 40 err " .. kind(e)) else error(e, 0) end end
      return "f36"
    end
    local function f41()
      say("w3.f31.f41 42")
      local function f44()
        say("w3.f31.f41.f44 45")
        sleep(5)
        say("w3.f31.f41.f44 47")
        if not q:empty() then say("w3.f31.f41.f44 took " .. q:get_nowait()) end
        return "f44"
      end
      do local ok, e = pcall(function() for t in as_completed({ spawn("f44", f44) }, { timeout = nil }) do say("w3.f31.f41 43 next " .. t:result()) end end)
        if not ok then if type(e) == "string" or is(e, Timeout) then say("w3.f31.f41 43 err " .. kind(e)) else error(e, 0) end end end
      do local ok, e = pcall(timeout, 5, function()
        ev:clear()
        sleep(3)
        say("w3.f31.f41 52")
        sleep(3)
        say("w3.f31.f41 54")
      end)
        if is(e, Timeout) then say("w3.f31.f41 49 timeout") elseif not ok then error(e, 0) end end
      if T.w1 then say("w3.f31.f41 cancels w1 " .. yn(T.w1:cancel())) end
      return "f41"
    end
    do local dn, pn = wait({ spawn("f36", f36), spawn("f41", f41) }, { return_when = "first_error", timeout = 0 })
      say("w3.f31 35 done " .. #dn .. " pending " .. #pn) end
    return "f31"
  end
  do local dn, pn = wait({ spawn("f27", f27), spawn("f31", f31) }, { return_when = "all", timeout = nil })
    say("w3 26 done " .. #dn .. " pending " .. #pn) end
  sleep(0)
  say("w3 57")
  if T.w2 then say("w3 cancels w2 " .. yn(T.w2:cancel())) end
  ev:wait()
  say("w3 60 ev")
  say("w3 62")
  say("w3 63 end")
end
T.w1 = spawn('w1', w1)
T.w2 = spawn('w2', w2)
T.w3 = spawn('w3', w3)
ev:set()
sleep(10)
say('main ends')
