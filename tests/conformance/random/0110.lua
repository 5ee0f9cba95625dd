-- random program 110
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
local lk, sm, ev, cd, br, q = lock(), semaphore(1), event(), condition(), barrier(2), queue(1)
local function w1()
  local function f2()
    say("w1.f2 3")
    sleep(5)
    say("w1.f2 5")
    do local ok, e = pcall(timeout, 5, function()
      sleep(0)
      say("w1.f2 8")
      local function f10()
        say("w1.f2.f10 11")
        if T.w1 then say("w1.f2.f10 cancels w1 " .. yn(T.w1:cancel())) end
        return "f10"
      end
      for _, x in ipairs(gather({ spawn("f10", f10) }, { return_errors = true })) do
        say("w1.f2 9 " .. (x.ok and x.value or kind(x.error)))
      end
    end)
      if is(e, Timeout) then say("w1.f2 6 timeout") elseif not ok then error(e, 0) end end
    do local ok, e = pcall(timeout, 1, function()
      say("w1.f2 15")
      do local _ <close> = sm:hold()
        say("w1.f2 17 in")
        current():cancel()
        if not q:empty() then say("w1.f2 took " .. q:get_nowait()) end
      end
    end)
      if is(e, Timeout) then say("w1.f2 13 timeout") elseif not ok then error(e, 0) end end
    return "f2"
  end
  local function f20()
    say("w1.f20 21")
    do local _ <close> = cd:hold()
      cd:notify(1)
    end
    if not q:full() then q:put_nowait(23) end
    return "f20"
  end
  local function f24()
    say("w1.f24 25")
    if T.w2 then say("w1.f24 cancels w2 " .. yn(T.w2:cancel())) end
    do local ok, e = pcall(function()
      local function f29()
        say("w1.f24.f29 30")
        ev:set()
        sleep(1)
        say("w1.f24.f29 33")
        error("E34", 0)
      end
      local function f35()
        say("w1.f24.f35 36")
        sleep(0)
        say("w1.f24.f35 38")
        if T.w3 then say("w1.f24.f35 sees w3 " .. yn(T.w3:done()) .. " " .. yn(lk:locked()) .. " " .. yn(sm:locked())) end
        return "f35"
      end
      do local ok, e = pcall(function() say("w1.f24 28 got " .. table.concat({ gather { spawn("f29", f29), spawn("f35", f35) } }, " ")) end)
        if not ok then if type(e) == "string" then say("w1.f24 28 err " .. kind(e)) else error(e, 0) end end end
    end)
      if is(e, Cancelled) then say("w1.f24 27 cancelled raise")
        error(e, 0)
      elseif not ok then error(e, 0) end end
    error("E40", 0)
  end
  do local ok, e = pcall(function() for t in as_completed({ spawn("f2", f2), spawn("f20", f20), spawn("f24", f24) }, { timeout = nil }) do say("w1 1 next " .. t:result()) end end)
    if not ok then if type(e) == "string" or is(e, Timeout) then say("w1 1 err " .. kind(e)) else error(e, 0) end end end
  if not q:empty() then say("w1 took " .. q:get_nowait()) end
  local function f43()
    say("w1.f43 44")
    do local _ <close> = lk:hold()
      say("w1.f43 46 in")
      local function f48()
        say("w1.f43.f48 49")
        say("w1.f43.f48 51")
        ev:wait()
        say("w1.f43.f48 53 ev")
        return "f48"
      end
      local function f54()
        say("w1.f43.f54 55")
        say("w1.f43.f54 count " .. current():cancelling())
        q:put(57)
        say("w1.f43.f54 58 put 57")
        return "f54"
      end
      local function f59()
        say("w1.f43.f59 60")
        sleep(3)
        say("w1.f43.f59 62")
        return "f59"
      end
      for _, x in ipairs(gather({ spawn("f48", f48), spawn("f54", f54), spawn("f59", f59) }, { return_errors = true })) do
        say("w1.f43 47 " .. (x.ok and x.value or kind(x.error)))
      end
      sleep(5)
      say("w1.f43 64")
      sleep(0)
      say("w1.f43 66")
    end
    say("w1.f43 68")
    error("E69", 0)
  end
  local function f70()
    say("w1.f70 71")
    sleep(0)
    say("w1.f70 73")
    return "f70"
  end
  local function f74()
    say("w1.f74 75")
    ev:wait()
    say("w1.f74 77 ev")
    say("w1.f74 79")
    current():cancel()
    error("E81", 0)
  end
  do local ok, e = pcall(function() say("w1 42 got " .. table.concat({ gather { spawn("f43", f43), spawn("f70", f70), spawn("f74", f74) } }, " ")) end)
    if not ok then if type(e) == "string" then say("w1 42 err " .. kind(e)) else error(e, 0) end end end
  say("w1 83")
  say("w1 84 end")
end
local function w2()
  say("w2 86")
  sleep(1)
  say("w2 88")
  say("w2 89 end")
end
local function w3()
  sleep(2)
  say("w3 91")
  ev:clear()
  say("w3 93 end")
end
local function w4()
  sleep(2)
  say("w4 95")
  say("w4 97")
  say("w4 98 end")
end
T.w1 = spawn('w1', w1)
T.w2 = spawn('w2', w2)
T.w3 = spawn('w3', w3)
T.w4 = spawn('w4', w4)
sleep(0)
ev:set()
sleep(2)
sleep(3)
ev:set()
ev:set()
sleep(30)
say('main ends')
