-- random program 263
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
local lk, sm, ev, cd, br, q = lock(), semaphore(2), event(), condition(), barrier(2), queue(1)
local function w1()
  current():cancel()
  do local ok, e = pcall(function()
    say("w1 4")
  end)
    if is(e, Cancelled) then say("w1 2 cancelled err")
      error("X2", 0)
    elseif not ok then error(e, 0) end end
  local function f6()
    say("w1.f6 7")
    local function f9()
      say("w1.f6.f9 10")
      local function f12()
        say("w1.f6.f9.f12 13")
        sleep(2)
        say("w1.f6.f9.f12 15")
        say("w1.f6.f9.f12 17")
        q:put(18)
        say("w1.f6.f9.f12 19 put 18")
        return "f12"
      end
      local function f20()
        say("w1.f6.f9.f20 21")
        ev:wait()
        say("w1.f6.f9.f20 23 ev")
        return "f20"
      end
      do local ok, e = pcall(function() for t in as_completed({ spawn("f12", f12), spawn("f20", f20) }, { timeout = nil }) do say("w1.f6.f9 11 next " .. t:result()) end end)
        if not ok then if type(e) == "string" or is(e, Timeout) then say("w1.f6.f9 11 err " .. kind(e)) else error(e, 0) end end end
      if not q:full() then q:put_nowait(24) end
      do local _ <close> = lk:hold()
        say("w1.f6.f9 26 in")
        sleep(1)
        say("w1.f6.f9 28")
      end
      return "f9"
    end
    local function f29()
      say("w1.f6.f29 30")
      sleep(3)
      say("w1.f6.f29 32")
      if not q:empty() then say("w1.f6.f29 took " .. q:get_nowait()) end
      do local _ <close> = cd:hold()
        cd:wait()
        say("w1.f6.f29 35 woken")
      end
      return "f29"
    end
    local function f36()
      say("w1.f6.f36 37")
      sleep(1)
      say("w1.f6.f36 39")
      do local ok, e = pcall(timeout, 3, function()
        say("w1.f6.f36 42")
        say("w1.f6.f36 44")
      end)
        if is(e, Timeout) then say("w1.f6.f36 40 timeout") elseif not ok then error(e, 0) end end
      sleep(1)
      say("w1.f6.f36 46")
      return "f36"
    end
    do local ok, e = pcall(task_group, function(tg)
      tg:spawn("f9", f9)
      tg:spawn("f29", f29)
      tg:spawn("f36", f36)
    end)
      if is(e, ErrorGroup) then say("w1.f6 8 " .. kind(e)) elseif not ok then error(e, 0) end end
    if not q:empty() then say("w1.f6 took " .. q:get_nowait()) end
    return "f6"
  end
  local function f48()
    say("w1.f48 49")
    do local ok, e = pcall(timeout, 2, function()
      sleep(0)
      say("w1.f48 52")
    end)
      if is(e, Timeout) then say("w1.f48 50 timeout") elseif not ok then error(e, 0) end end
    if not q:empty() then say("w1.f48 took " .. q:get_nowait()) end
    do local ok, e = pcall(timeout, 2, function()
      do local _ <close> = cd:hold()
        cd:notify(1)
      end
      do local _ <close> = lk:hold()
        say("w1.f48 57 in")
        say("w1.f48 59")
        ev:set()
      end
    end)
      if is(e, Timeout) then say("w1.f48 54 timeout") elseif not ok then error(e, 0) end end
    return "f48"
  end
  local function f61()
    say("w1.f61 62")
    do local _ <close> = sm:hold()
      say("w1.f61 64 in")
      if T.w2 then say("w1.f61 cancels w2 " .. yn(T.w2:cancel())) end
      do local ok, e = pcall(timeout, 3, function()
        if not q:empty() then say("w1.f61 took " .. q:get_nowait()) end
      end)
        if is(e, Timeout) then say("w1.f61 66 timeout") elseif not ok then error(e, 0) end end
    end
    ev:set()
    if T.w4 then say("w1.f61 cancels w4 " .. yn(T.w4:cancel())) end
    return "f61"
  end
  do local ok, e = pcall(task_group, function(tg)
    tg:spawn("f6", f6)
    tg:spawn("f48", f48)
    tg:spawn("f61", f61)
  end)
    if is(e, ErrorGroup) then say("w1 5 " .. kind(e)) elseif not ok then error(e, 0) end end
  sleep(0)
  say("w1 71")
  q:put(72)
  say("w1 73 put 72")
  say("w1 74 end")
end
local function w2()
  do local _ <close> = sm:hold()
    say("w2 76 in")
    local function f78()
      say("w2.f78 79")
      local function f81()
        say("w2.f78.f81 82")
        ev:clear()
        say("w2.f78.f81 count " .. current():cancelling())
        return "f81"
      end
      do local ok, e = pcall(function() say("w2.f78 80 " .. wait_for(1, spawn("f81", f81))) end)
        if not ok then if type(e) == "string" or is(e, Timeout) then say("w2.f78 80 err " .. kind(e)) else error(e, 0) end end end
      ev:clear()
      ev:wait()
      say("w2.f78 87 ev")
      error("E88", 0)
    end
    do local ok, e = pcall(function() say("w2 77 " .. wait_for(1, spawn("f78", f78))) end)
      if not ok then if type(e) == "string" or is(e, Timeout) then say("w2 77 err " .. kind(e)) else error(e, 0) end end end
    ev:clear()
    sleep(1)
    say("w2 91")
  end
  if not q:full() then q:put_nowait(92) end
  if T.w5 then say("w2 cancels w5 " .. yn(T.w5:cancel())) end
  current():cancel()
  ev:wait()
  say("w2 96 ev")
  say("w2 97 end")
end
local function w3()
  ev:wait()
  say("w3 99 ev")
  do local ok, e = pcall(function()
    ev:wait()
    say("w3 102 ev")
  end)
    if is(e, Cancelled) then say("w3 100 cancelled swallow")
    elseif not ok then error(e, 0) end end
  say("w3 104")
  say("w3 105 end")
end
local function w4()
  local function f107()
    say("w4.f107 108")
    ev:wait()
    say("w4.f107 110 ev")
    do local _ <close> = sm:hold()
      say("w4.f107 112 in")
      ev:set()
      sleep(1)
      say("w4.f107 115")
      ev:clear()
    end
    sleep(1)
    say("w4.f107 118")
    return "f107"
  end
  local function f119()
    say("w4.f119 120")
    if not q:empty() then say("w4.f119 took " .. q:get_nowait()) end
    if T.w2 then say("w4.f119 cancels w2 " .. yn(T.w2:cancel())) end
    say("w4.f119 124")
    return "f119"
  end
  local function f125()
    say("w4.f125 126")
    sleep(1)
    say("w4.f125 128")
    ev:clear()
    sleep(1)
    say("w4.f125 131")
    return "f125"
  end
  for _, x in ipairs(gather({ spawn("f107", f107), spawn("f119", f119), spawn("f125", f125) }, { return_errors = true })) do
    say("w4 106 " .. (x.ok and x.value or kind(x.error)))
  end
  if T.w4 then say("w4 cancels w4 " .. yn(T.w4:cancel())) end
  say("w4 133 end")
end
local function w5()
  local function f135()
    say("w5.f135 136")
    local function f138()
      say("w5.f135.f138 139")
      sleep(0)
      say("w5.f135.f138 141")
      return "f138"
    end
    local function f142()
      say("w5.f135.f142 143")
      do local ok, e = pcall(timeout, 3, function()
        say("w5.f135.f142 count " .. current():cancelling())
        sleep(1)
        say("w5.f135.f142 147")
        do local ok, e = pcall(function() T.w2:await() end)
          if ok then say("w5.f135.f142 148 ok") elseif type(e) == "string" then say("w5.f135.f142 148 err " .. kind(e)) else error(e, 0) end end
      end)
        if is(e, Timeout) then say("w5.f135.f142 144 timeout") elseif not ok then error(e, 0) end end
      sleep(1)
      say("w5.f135.f142 150")
      return "f142"
    end
    do local dn, pn = wait({ spawn("f138", f138), spawn("f142", f142) }, { return_when = "first", timeout = nil })
      say("w5.f135 137 done " .. #dn .. " pending " .. #pn) end
    return "f135"
  end
  local function f151()
    say("w5.f151 152")
    sleep(2)
    say("w5.f151 154")
    sleep(0)
    say("w5.f151 156")
    sleep(1)
    say("w5.f151 158")
    error("E159", 0)
  end
  local function f160()
    say("w5.f160 161")
    do local _ <close> = cd:hold()
      cd:notify(2)
    end
    q:put(163)
    say("w5.f160 164 put 163")
    sleep(3)
    say("w5.f160 166")
    error("E167", 0)
  end
  do local ok, e = pcall(function() for t in as_completed({ spawn("f135", f135), spawn("f151", f151), spawn("f160", f160) }, { timeout = nil }) do say("w5 134 next " .. t:result()) end end)
    if not ok then if type(e) == "string" or is(e, Timeout) then say("w5 134 err " .. kind(e)) else error(e, 0) end end end
  ev:wait()
  say("w5 169 ev")
  do local _ <close> = cd:hold()
    cd:notify(1)
  end
  say("w5 171 end")
end
local function w6()
  sleep(1)
  say("w6 173")
  do local _ <close> = cd:hold()
    cd:notify(1)
  end
  say("w6 175 end")
end
T.w1 = spawn('w1', w1)
T.w2 = spawn('w2', w2)
T.w3 = spawn('w3', w3)
T.w4 = spawn('w4', w4)
T.w5 = spawn('w5', w5)
T.w6 = spawn('w6', w6)
if not cd:locked() then local _ <close> = cd:hold() cd:notify_all() end
sleep(1)
sleep(1)
if not cd:locked() then local _ <close> = cd:hold() cd:notify_all() end
if not cd:locked() then local _ <close> = cd:hold() cd:notify_all() end
sleep(1)
sleep(5)
say('main ends')
