-- random program 216
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
local lk, sm, ev, cd, br, q = lock(), semaphore(1), event(), condition(), barrier(2), queue(2)
local function w1()
  say("w1 2")
  do local _ <close> = cd:hold()
    cd:wait()
    say("w1 4 woken")
  end
  sleep(0)
  say("w1 6")
  current():cancel()
  local function f9()
    say("w1.f9 10")
    do local ok, e = pcall(function()
      do local ok, e = pcall(function()
        sleep(3)
        say("w1.f9 14")
      end)
        if is(e, Cancelled) then say("w1.f9 12 cancelled raise")
          error(e, 0)
        elseif not ok then error(e, 0) end end
      sleep(0)
      say("w1.f9 16")
    end)
      if is(e, Cancelled) then say("w1.f9 11 cancelled swallow")
      elseif not ok then error(e, 0) end end
    return "f9"
  end
  local function f17()
    say("w1.f17 18")
    local function f20()
      say("w1.f17.f20 21")
      say("w1.f17.f20 23")
      local function f25()
        say("w1.f17.f20.f25 26")
        sleep(2)
        say("w1.f17.f20.f25 28")
        ev:wait()
        say("w1.f17.f20.f25 30 ev")
        error("E31", 0)
      end
      local function f32()
        say("w1.f17.f20.f32 33")
        ev:wait()
        say("w1.f17.f20.f32 35 ev")
        if not q:empty() then say("w1.f17.f20.f32 took " .. q:get_nowait()) end
        return "f32"
      end
      do local ok, e = pcall(function() for t in as_completed({ spawn("f25", f25), spawn("f32", f32) }, { timeout = nil }) do say("w1.f17.f20 24 next " .. t:result()) end end)
        if not ok then if type(e) == "string" or is(e, Timeout) then say("w1.f17.f20 24 err " .. kind(e)) else error(e, 0) end end end
      say("w1.f17.f20 38")
      return "f20"
    end
    local function f39()
      say("w1.f17.f39 40")
      local function f42()
        say("w1.f17.f39.f42 43")
        say("w1.f17.f39.f42 45")
        sleep(2)
        say("w1.f17.f39.f42 47")
        return "f42"
      end
      local function f48()
        say("w1.f17.f39.f48 49")
        sleep(5)
        say("w1.f17.f39.f48 51")
        error("E52", 0)
      end
      for _, x in ipairs(gather({ spawn("f42", f42), spawn("f48", f48) }, { return_errors = true })) do
        say("w1.f17.f39 41 " .. (x.ok and x.value or kind(x.error)))
      end
      ev:clear()
      return "f39"
    end
    do local ok, e = pcall(task_group, function(tg)
      tg:spawn("f20", f20)
      tg:spawn("f39", f39)
    end)
      if is(e, ErrorGroup) then say("w1.f17 19 " .. kind(e)) elseif not ok then error(e, 0) end end
    do local _ <close> = cd:hold()
      cd:notify(1)
    end
    return "f17"
  end
  do local ok, e = pcall(task_group, function(tg)
    tg:spawn("f9", f9)
    tg:spawn("f17", f17)
  end)
    if is(e, ErrorGroup) then say("w1 8 " .. kind(e)) elseif not ok then error(e, 0) end end
  say("w1 55 end")
end
local function w2()
  sleep(1)
  say("w2 57")
  local function f59()
    say("w2.f59 60")
    do local _ <close> = cd:hold()
      cd:notify(2)
    end
    error("E62", 0)
  end
  local function f63()
    say("w2.f63 64")
    do local ok, e = pcall(function()
      ev:wait()
      say("w2.f63 67 ev")
    end)
      if is(e, Cancelled) then say("w2.f63 65 cancelled uncancel")
        say("w2.f63 65 uncancel " .. current():uncancel())
      elseif not ok then error(e, 0) end end
    if T.w3 then say("w2.f63 cancels w3 " .. yn(T.w3:cancel())) end
    if T.w4 then say("w2.f63 cancels w4 " .. yn(T.w4:cancel())) end
    return "f63"
  end
  local function f70()
    say("w2.f70 71")
    if T.w3 then say("w2.f70 sees w3 " .. yn(T.w3:done()) .. " " .. yn(lk:locked()) .. " " .. yn(sm:locked())) end
    if T.w4 then say("w2.f70 cancels w4 " .. yn(T.w4:cancel())) end
    error("E74", 0)
  end
  do local ok, e = pcall(function() for t in as_completed({ spawn("f59", f59), spawn("f63", f63), spawn("f70", f70) }, { timeout = nil }) do say("w2 58 next " .. t:result()) end end)
    if not ok then if type(e) == "string" or is(e, Timeout) then say("w2 58 err " .. kind(e)) else error(e, 0) end end end
  if T.w2 then say("w2 cancels w2 " .. yn(T.w2:cancel())) end
  say("w2 76 end")
end
local function w3()
  do local _ <close> = cd:hold()
    cd:notify(1)
  end
  if T.w3 then say("w3 cancels w3 " .. yn(T.w3:cancel())) end
  say("w3 80")
  local function f82()
    say("w3.f82 83")
    ev:set()
    if not q:full() then q:put_nowait(85) end
    ev:clear()
    return "f82"
  end
  local function f87()
    say("w3.f87 88")
    if not q:full() then q:put_nowait(89) end
    sleep(1)
    say("w3.f87 91")
    return "f87"
  end
  local function f92()
    say("w3.f92 93")
    ev:set()
    return "f92"
  end
  do local dn, pn = wait({ spawn("f82", f82), spawn("f87", f87), spawn("f92", f92) }, { return_when = "first", timeout = nil })
    say("w3 81 done " .. #dn .. " pending " .. #pn) end
  sleep(1)
  say("w3 96")
  say("w3 97 end")
end
local function w4()
  local function f99()
    say("w4.f99 100")
    ev:set()
    local function f103()
      say("w4.f99.f103 104")
      local function f106()
        say("w4.f99.f103.f106 107")
        if not q:empty() then say("w4.f99.f103.f106 took " .. q:get_nowait()) end
        error("E109", 0)
      end
      local function f110()
        say("w4.f99.f103.f110 111")
        if T.w1 then say("w4.f99.f103.f110 cancels w1 " .. yn(T.w1:cancel())) end
        q:put(113)
        say("w4.f99.f103.f110 114 put 113")
        error("E115", 0)
      end
      local function f116()
        say("w4.f99.f103.f116 117")
        sleep(0)
        say("w4.f99.f103.f116 119")
        sleep(1)
        say("w4.f99.f103.f116 121")
        return "f116"
      end
      do local ok, e = pcall(function() say("w4.f99.f103 105 got " .. table.concat({ gather { spawn("f106", f106), spawn("f110", f110), spawn("f116", f116) } }, " ")) end)
        if not ok then if type(e) == "string" then say("w4.f99.f103 105 err " .. kind(e)) else error(e, 0) end end end
      q:put(122)
      say("w4.f99.f103 123 put 122")
      do local _ <close> = cd:hold()
        cd:notify(2)
      end
      return "f103"
    end
    do local ok, e = pcall(function() say("w4.f99 102 " .. wait_for(2, spawn("f103", f103))) end)
      if not ok then if type(e) == "string" or is(e, Timeout) then say("w4.f99 102 err " .. kind(e)) else error(e, 0) end end end
    if not q:empty() then say("w4.f99 took " .. q:get_nowait()) end
    error("E126", 0)
  end
  local function f127()
    say("w4.f127 128")
    do local ok, e = pcall(function() T.w1:await() end)
      if ok then say("w4.f127 129 ok") elseif type(e) == "string" then say("w4.f127 129 err " .. kind(e)) else error(e, 0) end end
    ev:wait()
    say("w4.f127 131 ev")
    ev:wait()
    say("w4.f127 133 ev")
    error("E134", 0)
  end
  local function f135()
    say("w4.f135 136")
    do local _ <close> = cd:hold()
      cd:notify(1)
    end
    sleep(3)
    say("w4.f135 139")
    do local _ <close> = cd:hold()
      cd:notify(2)
    end
    return "f135"
  end
  for _, x in ipairs(gather({ spawn("f99", f99), spawn("f127", f127), spawn("f135", f135) }, { return_errors = true })) do
    say("w4 98 " .. (x.ok and x.value or kind(x.error)))
  end
  do local ok, e = pcall(function() T.w3:await() end)
    if ok then say("w4 141 ok") elseif type(e) == "string" then say("w4 141 err " .. kind(e)) else error(e, 0) end end
  sleep(5)
  say("w4 143")
  say("w4 144 end")
end
T.w1 = spawn('w1', w1)
T.w2 = spawn('w2', w2)
T.w3 = spawn('w3', w3)
T.w4 = spawn('w4', w4)
sleep(3)
sleep(5)
say('main ends')
