-- random program 16
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
  if T.w4 then say("w1 cancels w4 " .. yn(T.w4:cancel())) end
  say("w1 3")
  do local ok, e = pcall(timeout, 1, function()
    local function f6()
      say("w1.f6 7")
      say("w1.f6 9")
      return "f6"
    end
    do local ok, e = pcall(function() for t in as_completed({ spawn("f6", f6) }, { timeout = nil }) do say("w1 5 next " .. t:result()) end end)
      if not ok then if type(e) == "string" or is(e, Timeout) then say("w1 5 err " .. kind(e)) else error(e, 0) end end end
  end)
    if is(e, Timeout) then say("w1 4 timeout") elseif not ok then error(e, 0) end end
  say("w1 barrier " .. br:wait())
  if T.w1 then say("w1 sees w1 " .. yn(T.w1:done()) .. " " .. yn(lk:locked()) .. " " .. yn(sm:locked())) end
  say("w1 12 end")
end
local function w2()
  say("w2 barrier " .. br:wait())
  current():cancel()
  ev:wait()
  say("w2 16 ev")
  say("w2 17 end")
end
local function w3()
  do local ok, e = pcall(function()
    local function f20()
      say("w3.f20 21")
      if T.w3 then say("w3.f20 cancels w3 " .. yn(T.w3:cancel())) end
      do local _ <close> = sm:hold()
        say("w3.f20 24 in")
        if not q:empty() then say("w3.f20 took " .. q:get_nowait()) end
        sleep(2)
        say("w3.f20 27")
      end
      return "f20"
    end
    local function f28()
      say("w3.f28 29")
      say("w3.f28 got " .. q:get())
      do local ok, e = pcall(function() shield(T.w2) end)
        if ok then say("w3.f28 31 ok") elseif type(e) == "string" then say("w3.f28 31 err " .. kind(e)) else error(e, 0) end end
      local function f33()
        say("w3.f28.f33 34")
        sleep(0)
        say("w3.f28.f33 36")
        current():cancel()
        return "f33"
      end
      do local dn, pn = wait({ spawn("f33", f33) }, { return_when = "first", timeout = 1 })
        say("w3.f28 32 done " .. #dn .. " pending " .. #pn) end
      return "f28"
    end
    local function f38()
      say("w3.f38 39")
      q:put(40)
      say("w3.f38 41 put 40")
      return "f38"
    end
    do local ok, e = pcall(function() for t in as_completed({ spawn("f20", f20), spawn("f28", f28), spawn("f38", f38) }, { timeout = 0 }) do say("w3 19 next " .. t:result()) end end)
      if not ok then if type(e) == "string" or is(e, Timeout) then say("w3 19 err " .. kind(e)) else error(e, 0) end end end
    local function f43()
      say("w3.f43 44")
      ev:set()
      if T.w5 then say("w3.f43 cancels w5 " .. yn(T.w5:cancel())) end
      error("E47", 0)
    end
    do local ok, e = pcall(function() say("w3 42 got " .. table.concat({ gather { spawn("f43", f43) } }, " ")) end)
      if not ok then if type(e) == "string" then say("w3 42 err " .. kind(e)) else error(e, 0) end end end
    say("w3 49")
  end)
    if is(e, Cancelled) then say("w3 18 cancelled swallow")
    elseif not ok then error(e, 0) end end
  sleep(1)
  say("w3 51")
  say("w3 52 end")
end
local function w4()
  do local _ <close> = sm:hold()
    say("w4 54 in")
    local function f56()
      say("w4.f56 57")
      do local ok, e = pcall(timeout, 2, function()
        say("w4.f56 count " .. current():cancelling())
        sleep(1)
        say("w4.f56 61")
      end)
        if is(e, Timeout) then say("w4.f56 58 timeout") elseif not ok then error(e, 0) end end
      q:put(62)
      say("w4.f56 63 put 62")
      sleep(0)
      say("w4.f56 65")
      return "f56"
    end
    do local ok, e = pcall(task_group, function(tg)
      tg:spawn("f56", f56)
      say("w4 67")
      sleep(0)
      say("w4 69")
    end)
      if is(e, ErrorGroup) then say("w4 55 " .. kind(e)) elseif not ok then error(e, 0) end end
  end
  if not q:full() then q:put_nowait(70) end
  sleep(1)
  say("w4 72")
  ev:set()
  sleep(0)
  say("w4 75")
  say("w4 76 end")
end
local function w5()
  local function f78()
    say("w5.f78 79")
    sleep(1)
    say("w5.f78 81")
    return "f78"
  end
  do local ok, e = pcall(task_group, function(tg)
    tg:spawn("f78", f78)
    do local ok, e = pcall(function()
      do local ok, e = pcall(function()
        say("w5 85")
      end)
        if is(e, Cancelled) then say("w5 83 cancelled cleanup")
          sleep(0)
          say("w5 83 cleaned")
          error(e, 0)
        elseif not ok then error(e, 0) end end
      sleep(2)
      say("w5 87")
    end)
      if is(e, Cancelled) then say("w5 82 cancelled err")
        error("X82", 0)
      elseif not ok then error(e, 0) end end
    ev:clear()
  end)
    if is(e, ErrorGroup) then say("w5 77 " .. kind(e)) elseif not ok then error(e, 0) end end
  current():cancel()
  sleep(0)
  say("w5 91")
  say("w5 92 end")
end
local function w6()
  local function f94()
    say("w6.f94 95")
    ev:set()
    do local ok, e = pcall(function()
      do local ok, e = pcall(timeout, 1, function()
        sleep(2)
        say("w6.f94 100")
      end)
        if is(e, Timeout) then say("w6.f94 98 timeout") elseif not ok then error(e, 0) end end
    end)
      if is(e, Cancelled) then say("w6.f94 97 cancelled swallow")
      elseif not ok then error(e, 0) end end
    return "f94"
  end
  do local ok, e = pcall(function() for t in as_completed({ spawn("f94", f94) }, { timeout = 1 }) do say("w6 93 next " .. t:result()) end end)
    if not ok then if type(e) == "string" or is(e, Timeout) then say("w6 93 err " .. kind(e)) else error(e, 0) end end end
  sleep(2)
  say("w6 102")
  if T.w2 then say("w6 cancels w2 " .. yn(T.w2:cancel())) end
  if not q:empty() then say("w6 took " .. q:get_nowait()) end
  sleep(2)
  say("w6 106")
  say("w6 107 end")
end
T.w1 = spawn('w1', w1)
T.w2 = spawn('w2', w2)
T.w3 = spawn('w3', w3)
T.w4 = spawn('w4', w4)
T.w5 = spawn('w5', w5)
T.w6 = spawn('w6', w6)
ev:set()
sleep(10)
say('main ends')
