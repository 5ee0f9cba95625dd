-- random program 181
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
  if not q:full() then q:put_nowait(1) end
  if T.w2 then say("w1 sees w2 " .. yn(T.w2:done()) .. " " .. yn(lk:locked()) .. " " .. yn(sm:locked())) end
  if T.w2 then say("w1 cancels w2 " .. yn(T.w2:cancel())) end
  do local ok, e = pcall(function()
    sleep(1)
    say("w1 6")
  end)
    if is(e, Cancelled) then say("w1 4 cancelled err")
      error("X4", 0)
    elseif not ok then error(e, 0) end end
  say("w1 7 end")
end
local function w2()
  sleep(1)
  say("w2 9")
  do local _ <close> = sm:hold()
    say("w2 11 in")
    do local ok, e = pcall(function() T.w1:await() end)
      if ok then say("w2 12 ok") elseif type(e) == "string" then say("w2 12 err " .. kind(e)) else error(e, 0) end end
    say("w2 barrier " .. br:wait())
  end
  say("w2 14 end")
end
local function w3()
  do local _ <close> = sm:hold()
    say("w3 16 in")
    local function f18()
      say("w3.f18 19")
      sleep(3)
      say("w3.f18 21")
      return "f18"
    end
    local function f22()
      say("w3.f22 23")
      do local _ <close> = cd:hold()
        cd:wait()
        say("w3.f22 25 woken")
      end
      sleep(2)
      say("w3.f22 27")
      if T.w1 then say("w3.f22 cancels w1 " .. yn(T.w1:cancel())) end
      return "f22"
    end
    do local ok, e = pcall(function() for t in as_completed({ spawn("f18", f18), spawn("f22", f22) }, { timeout = nil }) do say("w3 17 next " .. t:result()) end end)
      if not ok then if type(e) == "string" or is(e, Timeout) then say("w3 17 err " .. kind(e)) else error(e, 0) end end end
    sleep(1)
    say("w3 30")
  end
  ev:set()
  local function f33()
    say("w3.f33 34")
    do local ok, e = pcall(timeout, 0, function()
      do local _ <close> = lk:hold()
        say("w3.f33 37 in")
        if not q:full() then q:put_nowait(38) end
        if not q:empty() then say("w3.f33 took " .. q:get_nowait()) end
        ev:clear()
      end
      say("w3.f33 barrier " .. br:wait())
    end)
      if is(e, Timeout) then say("w3.f33 35 timeout") elseif not ok then error(e, 0) end end
    do local _ <close> = lk:hold()
      say("w3.f33 43 in")
      local function f45()
        say("w3.f33.f45 46")
        say("w3.f33.f45 48")
        return "f45"
      end
      do local dn, pn = wait({ spawn("f45", f45) }, { return_when = "first", timeout = 1 })
        say("w3.f33 44 done " .. #dn .. " pending " .. #pn) end
      local function f50()
        say("w3.f33.f50 51")
        if T.w3 then say("w3.f33.f50 cancels w3 " .. yn(T.w3:cancel())) end
        do local ok, e = pcall(function() T.w2:await() end)
          if ok then say("w3.f33.f50 53 ok") elseif type(e) == "string" then say("w3.f33.f50 53 err " .. kind(e)) else error(e, 0) end end
        sleep(2)
        say("w3.f33.f50 55")
        return "f50"
      end
      for _, x in ipairs(gather({ spawn("f50", f50) }, { return_errors = true })) do
        say("w3.f33 49 " .. (x.ok and x.value or kind(x.error)))
      end
    end
    ev:set()
    return "f33"
  end
  local function f57()
    say("w3.f57 58")
    sleep(1)
    say("w3.f57 60")
    error("E61", 0)
  end
  local function f62()
    say("w3.f62 63")
    do local ok, e = pcall(function() T.w1:await() end)
      if ok then say("w3.f62 64 ok") elseif type(e) == "string" then say("w3.f62 64 err " .. kind(e)) else error(e, 0) end end
    return "f62"
  end
  do local ok, e = pcall(function() say("w3 32 got " .. table.concat({ gather { spawn("f33", f33), spawn("f57", f57), spawn("f62", f62) } }, " ")) end)
    if not ok then if type(e) == "string" then say("w3 32 err " .. kind(e)) else error(e, 0) end end end
  say("w3 66")
  do local _ <close> = cd:hold()
    cd:notify(2)
  end
  say("w3 68 end")
end
T.w1 = spawn('w1', w1)
T.w2 = spawn('w2', w2)
T.w3 = spawn('w3', w3)
sleep(2)
if not cd:locked() then local _ <close> = cd:hold() cd:notify_all() end
sleep(0)
sleep(30)
say('main ends')
